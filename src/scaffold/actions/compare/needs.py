"""What each side of a pair needs and why: packages that do the same stand beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from scaffold.core.comparison import Both, Need, Package
from scaffold.outside import asked, known, licences
from scaffold.outside.asked import Asked
from scaffold.outside.known import Known
from scaffold.outside.trees import Tree

_UNKNOWN = 200


def needs(flask: Path, express: Path, tree: Tree) -> tuple[tuple[Need, ...], tuple[str, ...]]:
    """All needs of both projects in the order of the templates' `needs.yml`, and notes.

    Packages that the templates do not know come last, each on its own. Nothing is run, fetched or resolved.
    """
    wanted = Both(asked.python(flask), asked.node(express))
    packages = Both(
        _packages(wanted.flask, licences.python(flask, {one.name for one in wanted.flask})),
        _packages(wanted.express, licences.node(express, {one.name for one in wanted.express})),
    )
    described = known.needs(tree)
    found = [need for one in described if (need := _need(one, packages, Both(flask, express)))]
    named = {name for one in described for name in (*one.flask, *one.express)}
    unknown = _unknown(packages, named)
    more = len(unknown) - _UNKNOWN
    notes = (f"{more:,} more packages are not shown.",) if more > 0 else ()
    return (*found, *unknown[:_UNKNOWN]), notes


def _packages(found: Sequence[Asked], installed: Mapping[str, tuple[str, str]]) -> dict[str, Package]:
    return {
        one.name: Package(one.name, one.wanted, *installed.get(one.name, ("", "")), group=one.group) for one in found
    }


def _need(one: Known, packages: Both[dict[str, Package]], folders: Both[Path]) -> Need | None:
    """A need that either side has a package for, or that the language meets beside one of the packages named."""
    flask = tuple(packages.flask[name] for name in one.flask if name in packages.flask)
    express = tuple(packages.express[name] for name in one.express if name in packages.express)
    beside = set(one.beside) & (packages.flask.keys() | packages.express.keys())
    if not (flask or express or beside):
        return None
    return Need(
        one.what,
        one.why,
        Both(flask, express),
        Both(
            "" if flask else _built_in(one, "flask", folders.flask, bool(packages.flask)),
            "" if express else _built_in(one, "express", folders.express, bool(packages.express)),
        ),
    )


def _built_in(one: Known, side: str, folder: Path, is_there: bool) -> str:
    own = one.own.get(side, "")
    told = (one.built_in.get(side, "") if is_there else "", f"own code in `{own}`" if _has(folder, own) else "")
    return "; ".join(filter(None, told))


def _has(folder: Path, path: str) -> bool:
    return bool(path) and (folder / path).is_file()


def _unknown(packages: Both[dict[str, Package]], named: set[str]) -> list[Need]:
    flask = [one for name, one in packages.flask.items() if name not in named]
    express = [one for name, one in packages.express.items() if name not in named]
    return [
        *(Need(one.name, "", Both((one,), ())) for one in flask),
        *(Need(one.name, "", Both((), (one,))) for one in express),
    ]
