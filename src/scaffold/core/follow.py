"""Where consecutive lines of an old text are in a new one, and how much of them is left."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from .align import HALF, Alignment, weight

MORE = 4


@dataclass(frozen=True)
class Followed:
    """The new lines from `start` to before `end`; `left` is the part of the old ones that is there, up to 1.

    `became` has the new line of an old one, where that can be told.
    """

    start: int
    end: int
    left: float
    became: Mapping[int, int] = field(default_factory=dict)


def follow(aligned: Alignment, start: int, end: int) -> Followed | None:
    """Follows the old lines from `start` to before `end`. None when nothing of them is left."""
    counted = [number for number in range(start, end) if not _comment(aligned.old[number])] or range(start, end)
    total = sum(weight(aligned.old[number]) for number in counted)
    own = {number: _own(aligned, number, start, end) for number in aligned.links}
    inside = {number for number, is_own in own.items() if is_own}
    kept: dict[int, int] = {}
    for number in inside:
        for old, count in aligned.links[number].items():
            if start <= old < end:
                kept[old] = kept.get(old, 0) + count
    if not kept or not total:
        return None
    became = _became(aligned, inside, start, end)
    inside |= _replaced(aligned, own, became, start, end)
    gone = {tuple(aligned.old[old]): old for old in range(start, end) if aligned.old[old] and old not in kept}
    first, last = _reordered(aligned, min(inside), max(inside), gone)
    for number in range(first, last + 1):
        lost = gone.get(tuple(aligned.new[number]))
        if lost is not None and not aligned.links.get(number):
            became[lost], kept[lost] = number, weight(aligned.new[number])
    left = sum(min(kept.get(old, 0), weight(aligned.old[old])) for old in counted)
    return Followed(first, last + 1, left / total, became)


def _comment(line: Sequence[str]) -> bool:
    """Whether a line is a comment, or empty. Why not counted: whoever deletes comments leaves the code."""
    return not line or line[0] in ("#", "*") or list(line[:2]) in (["/", "/"], ["/", "*"])


def _own(aligned: Alignment, number: int, start: int, end: int) -> bool | None:
    """Whether a new line comes from the lines that are followed; None when it comes from nowhere."""
    links = aligned.links[number]
    mine = sum(count for old, count in links.items() if start <= old < end)
    others = sum(links.values()) - mine
    enough = mine + others >= HALF * weight(aligned.new[number])
    if not enough and not any(count >= HALF * weight(aligned.old[old]) for old, count in links.items()):
        return None
    return mine >= others


def _became(aligned: Alignment, inside: set[int], start: int, end: int) -> dict[int, int]:
    """For each old line the first new line that has most of it."""
    best: dict[int, tuple[int, int]] = {}
    for number in sorted(inside):
        for old, count in aligned.links[number].items():
            if start <= old < end and count > best.get(old, (0, 0))[0]:
                best[old] = (count, number)
    return {old: number for old, (_, number) in best.items()}


def _replaced(
    aligned: Alignment, own: Mapping[int, bool | None], became: dict[int, int], start: int, end: int
) -> set[int]:
    """New lines from nowhere that stand in the place of old ones that are gone; of a mix each gets its share."""
    found: set[int] = set()
    filled = [number for number, line in enumerate(aligned.new) if line]
    known = {number: min(aligned.links[number]) for number in filled if own.get(number) is not None}
    ends = {number: max(aligned.links[number]) for number in known}
    run: list[int] = []
    before = -1
    for number in [*filled, -1]:
        if number not in known and number != -1:
            run.append(number)
            continue
        after = known.get(number, len(aligned.old))
        gone = [old for old in range(before + 1, after) if aligned.old[old]]
        mine = [start <= old < end for old in gone]
        # Why: so much in the place of so little is something else.
        worth = any(mine) and len(run) <= MORE * len(gone)
        for place, new in enumerate(run if worth else ()):
            share = min(place * len(gone) // len(run), len(gone) - 1)
            if mine[share]:
                found.add(new)
                if gone[share] not in became:
                    became[gone[share]] = new
        run, before = [], max(before, ends.get(number, -1))
    return found


def _reordered(aligned: Alignment, first: int, last: int, gone: Container[tuple[str, ...]]) -> tuple[int, int]:
    """Takes in neighbours that are lines which seemed to be gone: they changed places at the edge."""
    while first and (not aligned.new[first - 1] or tuple(aligned.new[first - 1]) in gone):
        if not aligned.new[first - 1] and not _reaches(aligned, first - 1, -1, gone):
            break
        first -= 1
    while last + 1 < len(aligned.new) and (not aligned.new[last + 1] or tuple(aligned.new[last + 1]) in gone):
        if not aligned.new[last + 1] and not _reaches(aligned, last + 1, 1, gone):
            break
        last += 1
    return first, last


def _reaches(aligned: Alignment, place: int, step: int, gone: Container[tuple[str, ...]]) -> bool:
    """Whether after empty lines there is one that seemed to be gone."""
    while 0 <= place < len(aligned.new) and not aligned.new[place]:
        place += step
    return 0 <= place < len(aligned.new) and tuple(aligned.new[place]) in gone
