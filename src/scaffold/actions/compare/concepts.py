"""Which code shows a concept on each side of a pair."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scaffold.core.comparison import Both, Piece
from scaffold.core.concepts import LINES
from scaffold.core.names import shown
from scaffold.core.problem import Problem, nearest
from scaffold.outside.marks import Marked

Pieces = tuple[Piece, ...]


def chosen(marked: Both[Marked]) -> Mapping[str, Both[Pieces]]:
    """The pieces of each concept on both sides; a side that has none has an empty tuple.

    Where there is code for each resource, one resource is shown, the same on both sides: of those that a projector
    can show the one that can be shown for most of the concepts.
    """
    names = sorted({*marked.flask.regions, *marked.express.regions})
    several = {name: {one: _of(marked, name, one) for one in _resources(marked, name)} for name in names}
    votes = _votes(several.values())
    return {
        name: max(found.items(), key=lambda pair: (_fit(pair[1]), votes.get(pair[0], (0, 0)), _length(pair[1])))[1]
        for name, found in several.items()
    }


def _resources(marked: Both[Marked], name: str) -> list[str]:
    found = {*marked.flask.regions.get(name, ()), *marked.express.regions.get(name, ())}
    return sorted(found - {""}) or [""]


def _of(marked: Both[Marked], name: str, resource: str) -> Both[Pieces]:
    return Both(_pieces(marked.flask, name, resource), _pieces(marked.express, name, resource))


def _pieces(marked: Marked, name: str, resource: str) -> Pieces:
    found = marked.regions.get(name, {})
    pieces = [piece for key in {"", resource} for piece in found.get(key, ())]
    return tuple(sorted(pieces, key=lambda piece: (piece.file, piece.start)))


def _votes(several: Iterable[Mapping[str, Both[Pieces]]]) -> Mapping[str, tuple[int, int]]:
    """For how many concepts a resource can be shown, and in how many lines."""
    votes: dict[str, tuple[int, int]] = {}
    for found in several:
        for resource, both in found.items():
            if _fit(both) == 2:
                count, length = votes.get(resource, (0, 0))
                votes[resource] = (count + 1, length + _length(both))
    return votes


def _fit(both: Both[Pieces]) -> int:
    """2: on both sides, and a projector shows it; 1: only on both sides; 0: neither."""
    there = bool(both.flask and both.express)
    return there + (there and all(lines(side) <= LINES for side in (both.flask, both.express)))


def _length(both: Both[Pieces]) -> int:
    return lines(both.flask) + lines(both.express)


def lines(pieces: Pieces) -> int:
    """How many lines these pieces have together."""
    return sum(len(piece.lines) for piece in pieces)


def unknown(name: str, known: Sequence[str], lister: str, notes: Sequence[str] = ()) -> Problem:
    """The problem of a concept that is not there; `lister` is the command that lists those that are."""
    near = nearest(name, known) or _alike(name, known)
    return Problem(
        code="unknown-concept",
        what=f"there is no concept `{shown(name)}`",
        why=f"it is none of the {len(known)} that are there" if known else " ".join(notes) or "there is none",
        fix=f"{near} `{lister}` lists them all".strip(),
    )


def _alike(name: str, known: Sequence[str]) -> str:
    """A fix that names the concepts with this word in their name, as `errors` is in `errors.handler`."""
    found = [f"`{one}`" for one in known if name and name.lower() in one]
    return f"did you mean {' or '.join(found[:3])}?" if found else ""
