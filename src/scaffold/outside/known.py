"""Reads what the templates know about packages and about the claims of articles: `needs.yml` and `claims.yml`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml

from scaffold.core.problem import BUG, Problem

from .trees import Tree

NEEDS, CLAIMS = "needs.yml", "claims.yml"
T = TypeVar("T")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Known:
    """One need: packages of each side, what comes with the language, files of a project that do it themselves."""

    what: str
    why: str
    flask: tuple[str, ...] = ()
    express: tuple[str, ...] = ()
    built_in: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claimed:
    """One claim and what would measure it.

    `verdict` has places such as `{lines.flask}` for values that are counted, `counted` tells how, and `shows` names the
    one that is shown for both sides. `experiment` is what `scaffold measure` carries out for it, `measured` a sentence
    with places for its numbers, and `why` their reason. `ask` is the question before it, about the number `predict`.
    """

    name: str
    claim: str
    measure: str
    verdict: str = ""
    counted: str = ""
    shows: str = ""
    experiment: str = ""
    measured: str = ""
    why: str = ""
    ask: str = ""
    predict: str = ""


def needs(tree: Tree) -> tuple[Known, ...]:
    """The needs that a template describes, in order; older ones describe none. Raises Problem if they are broken."""
    return _read(tree, NEEDS, _need)


def claims(tree: Tree) -> tuple[Claimed, ...]:
    """The claims that a template describes, in order; older ones describe none. Raises Problem if they are broken."""
    return _read(tree, CLAIMS, lambda found: Claimed(**found))


def _need(found: dict[str, Any]) -> Known:
    for key in ("flask", "express", "beside"):
        found[key] = tuple(found.get(key, ()))
    return Known(what=found.pop("need"), **found)


def _read(tree: Tree, path: str, make: Callable[[dict[str, Any]], T]) -> tuple[T, ...]:
    if path not in tree:
        return ()
    try:
        return tuple(make(dict(found)) for found in yaml.load(tree[path].content, Loader=_Loader))  # noqa: S506
    except (yaml.YAMLError, UnicodeError, TypeError, ValueError, KeyError) as error:
        raise Problem(
            code="template-broken",
            what=f"the template has `{path}`",
            why=" ".join(str(error).split()),
            fix=f"this is a mistake in `templates/{path}`. Nothing was written.",
            exit=BUG,
        ) from error
