"""Reads the concepts of a template: one file each, `concepts/NAME.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from scaffold.core.concepts import FRAMEWORKS, GROUPS, NAME, Concept, Point, Request
from scaffold.core.problem import BUG, Problem, nearest

from .trees import Tree

FOLDER = "concepts/"
SHORT = re.compile(r"([A-Z]+) (\S+)(?: -> (\d{3}))?")
PROOF = re.compile(r"code|request [1-9]|test .+|probe \w+|parity \w+")
KEYS = ("group", "title", "notice", "points", "place", "requests", "order", "only", "why")

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(tree: Tree) -> tuple[Concept, ...]:
    """The concepts of a template by group, then by `place`, then by name. Raises Problem for a file that says less."""
    found = []
    for path, file in tree.items():
        if path.startswith(FOLDER) and path.endswith(".yml"):
            name = path.removeprefix(FOLDER).removesuffix(".yml")
            try:
                place, concept = _concept(name, yaml.load(file.content, Loader=_Loader))  # noqa: S506
            except (yaml.YAMLError, UnicodeError, ValueError) as error:
                raise _broken(path, error) from error
            found.append((GROUPS.index(concept.group), place, name, concept))
    return tuple(concept for *_, concept in sorted(found, key=lambda one: one[:3]))


def _concept(name: str, found: Any) -> tuple[int, Concept]:
    if not NAME.fullmatch(name):
        raise ValueError("a name is like `errors.handler`")
    _keys(found, KEYS, "")
    requests = tuple(map(_request, _list(found, "requests")))
    only = _text(found, "only", "")
    group = _text(found, "group")
    if group not in GROUPS:
        raise ValueError(f"there is no group `{group}`; {nearest(group, GROUPS) or 'the groups are ' + str(GROUPS)}")
    if only not in ("", *FRAMEWORKS) or bool(only) != bool(found.get("why")):
        raise ValueError("`only` names a framework, and `why` then tells why")
    points = tuple(
        _point(number, point, only, len(requests)) for number, point in enumerate(_list(found, "points"), start=1)
    )
    if not points:
        raise ValueError("it has no `points`")
    concept = Concept(
        name=name,
        group=group,
        title=_text(found, "title"),
        notice=_text(found, "notice"),
        points=points,
        requests=requests,
        order=found.get("order", False) is True,
        only=only,
        why=_text(found, "why", ""),
    )
    return int(found.get("place", 50)), concept


def _point(number: int, found: Any, only: str, requests: int) -> Point:
    where = f"point {number}: "
    _keys(found, ("what", *FRAMEWORKS, "proof"), where)
    sides = {side: _text(found, side, None if only in ("", side) else "", where) for side in FRAMEWORKS}
    proof = _text(found, "proof", None, where)
    if not PROOF.fullmatch(proof):
        raise ValueError(f"{where}`{proof}` is no proof")
    if proof.startswith("request ") and int(proof[8:]) > requests:
        raise ValueError(f"{where}there is no {proof}")
    return Point(number, _text(found, "what", None, where), sides["flask"], sides["express"], proof)


def _request(found: Any) -> Request:
    if isinstance(found, str):
        short = SHORT.fullmatch(found)
        if not short:
            raise ValueError(f"`{found}` is no request such as `GET /healthz -> 200`")
        found = {"method": short[1], "path": short[2], "status": int(short[3] or 200)}
    _keys(found, ("method", "path", "headers", "body", "status", "contains"), "request: ")
    status = found.get("status", 200)
    statuses = status if isinstance(status, Mapping) else dict.fromkeys(FRAMEWORKS, status)
    if set(statuses) != set(FRAMEWORKS) or not all(isinstance(one, int) for one in statuses.values()):
        raise ValueError(f"`{status}` is no status, nor one for each side")
    headers = found.get("headers") or {}
    _keys(headers, tuple(headers), "headers: ")
    return Request(
        method=_text(found, "method"),
        path=_text(found, "path"),
        headers={str(key): str(value) for key, value in headers.items()},
        body=_text(found, "body", "") if found.get("body") is not None else None,
        status={side: int(statuses[side]) for side in FRAMEWORKS},
        contains=_text(found, "contains", ""),
    )


def _keys(found: Any, known: tuple[str, ...], where: str) -> None:
    if not isinstance(found, Mapping):
        raise ValueError(f"{where}it has no `key: value` lines")
    if unknown := [key for key in found if key not in known]:
        raise ValueError(f"{where}`{unknown[0]}` is none of {', '.join(known)}")


def _list(found: Mapping[str, Any], key: str) -> list[Any]:
    value = found.get(key) or []
    if not isinstance(value, list):
        raise ValueError(f"`{key}` is no list")
    return value


def _text(found: Mapping[str, Any], key: str, default: str | None = None, where: str = "") -> str:
    value = found.get(key, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise ValueError(f"{where}`{key}` is no text" if key in found else f"{where}it has no `{key}`")
    return " ".join(value.split()) if key != "body" else value


def _broken(path: str, error: Exception) -> Problem:
    return Problem(
        code="concept-broken",
        what=f"the concept `{path}` cannot be read",
        why=" ".join(str(error).split()),
        fix="mend it in `templates/concepts/`",
        exit=BUG,
    )
