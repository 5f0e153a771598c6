"""Tells which concepts there are, and explains one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from scaffold.core.concepts import FRAMEWORKS, Concept, Point, Request
from scaffold.core.result import Result, Section
from scaffold.outside import concepts

from .catalogue import Catalogue
from .compare.concepts import unknown
from .compare.document import plain
from .project import NAMES


def listed(known: Catalogue) -> Result:
    """All concepts by group, in order."""
    found = concepts.read(known.tree)
    width = max((len(one.name) for one in found), default=0)
    return Result(
        command="concepts",
        listing=tuple(
            Section(group, tuple(f"{one.name:<{width}}  {one.title}" for one in several))
            for group, several in groupby(found, key=lambda one: one.group)
        ),
        data={"templates": known.version, "concepts": [_data(one) for one in found]},
    )


def names(known: Catalogue) -> tuple[str, ...]:
    """The names of all concepts."""
    return tuple(one.name for one in concepts.read(known.tree))


def explained(known: Catalogue, name: str) -> Result:
    """One concept: what to notice, how each side does it, what both are asked. Raises Problem for an unknown name."""
    found = {one.name: one for one in concepts.read(known.tree)}
    if name not in found:
        raise unknown(name, list(found), "scaffold concepts")
    one = found[name]
    asked = tuple(_asked(request) for request in one.requests)
    about = (one.notice, *([one.why] if one.why else []))
    return Result(
        command="concepts",
        listing=(
            Section(f"{one.name}: {one.title}", about),
            *(Section(f"({point.number}) {point.what}", tuple(_sides(point))) for point in one.points),
            *([Section("Requests", asked)] if asked else []),
        ),
        data={"templates": known.version, "concept": _data(one)},
    )


def _sides(point: Point) -> Iterator[str]:
    for side in FRAMEWORKS:
        if text := getattr(point, side):
            yield f"{NAMES[side]:<7}  {text}"


def _asked(request: Request) -> str:
    statuses = request.status
    same = len(set(statuses.values())) == 1
    status = (
        next(iter(statuses.values())) if same else ", ".join(f"{NAMES[side]} {statuses[side]}" for side in FRAMEWORKS)
    )
    return f"{request.method} {request.path} -> {status}"


def _data(one: Concept) -> dict[str, Any]:
    found: dict[str, Any] = plain(one)
    return found
