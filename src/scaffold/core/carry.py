"""Carries regions over to files as people edited them: they follow the code, wherever it went."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cached_property

from .align import Alignment, align, lines, tokens, weight
from .comparison import Piece, Region, State
from .follow import Followed, follow

# How much of a region has to be left.
ENOUGH = 0.6
# How much of it is a rest, when nothing else is like it.
REST = 0.3
# How much of a file has to be left to be that file under another name.
RENAMED = 0.5
DEFINED = re.compile(r"^\s*(?:export\s+|default\s+|async\s+)*(?:def|class|function|const|let|interface|type)\s+(\w+)")
CLOSERS = tuple(")]}")


def carried(
    before: Mapping[str, str], after: Mapping[str, str], regions: Mapping[str, Sequence[Piece]]
) -> Mapping[str, Region]:
    """Where each region is now, from files as they were rendered to files as they are.

    `after` may read a file when it is asked for. Regions without pieces are left out.
    """
    carrier = Carrier(before, after)
    return {name: carrier.region(pieces) for name, pieces in regions.items() if pieces}


class Carrier:
    """Files as they were rendered, and as they are. `after` may read them when they are asked for."""

    def __init__(self, before: Mapping[str, str], after: Mapping[str, str]) -> None:
        self.before, self.after = before, after
        self._old: dict[str, list[str]] = {}
        self._new: dict[str, list[str]] = {}
        self._aligned: dict[tuple[str, str], Alignment] = {}

    def region(self, pieces: Sequence[Piece]) -> Region:
        """Where the pieces of a region are now, and what was done to them."""
        found = [self._piece(piece) for piece in pieces]
        there = tuple(piece for _, piece in found if piece)
        states = {state for state, _ in found}
        if not there:
            return Region("gone", (), tuple(pieces))
        if states == {"same"}:
            return Region("same", there)
        return Region("moved" if "moved" in states else "edited", there, tuple(pieces))

    def _piece(self, piece: Piece) -> tuple[State, Piece | None]:
        start = piece.start - 1
        place = self._place(piece.file)
        if place and self._now(place) == self._was(piece.file):
            return ("same" if place == piece.file else "moved"), _at(piece, place, self._now(place), _untouched(piece))
        found = follow(self._alignment(piece.file, place), start, start + len(piece.lines)) if place else None
        if place and found and found.left >= ENOUGH:
            return self._found(piece, place, found, moved=place != piece.file)
        if elsewhere := self._elsewhere(piece, found):
            return elsewhere
        if place and found and found.left >= REST:
            return self._found(piece, place, found, moved=place != piece.file)
        return self._of_that_name(piece)

    def _found(self, piece: Piece, place: str, found: Followed, *, moved: bool) -> tuple[State, Piece]:
        now = _at(piece, place, self._now(place), found)
        same = now.lines == piece.lines
        return ("moved" if moved else "same" if same else "edited"), now

    def _place(self, path: str) -> str | None:
        """The file of this name, or the new one that it became."""
        if path in self.after:
            return path
        return self._renamed.get(path)

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        new = {path: Counter(map(str.strip, self._now(path))) for path in self.after if path not in self.before}
        found: dict[str, str] = {}
        for path in self.before:
            if path in self.after:
                continue
            old = Counter(map(str.strip, self._was(path)))
            shared = {other: (old & its).total() / max(old.total(), its.total()) for other, its in new.items()}
            best = max(sorted(shared), key=lambda one: shared[one], default="")
            if best and shared[best] >= RENAMED:
                found[path] = best
        return found

    def _elsewhere(self, piece: Piece, rest: Followed | None) -> tuple[State, Piece] | None:
        """The densest window among all lines that are new somewhere; around the `rest` in its place it did not move."""
        best: tuple[str, Followed] | None = None
        for path, free in self._free(piece).items():
            found = _densest(piece, self._now(path), free)
            if found and found.left >= ENOUGH and (not best or found.left > best[1].left):
                best = path, found
        if not best:
            return None
        path, found = best
        stayed = path == piece.file and rest and found.start < rest.end and rest.start < found.end
        return self._found(piece, path, found, moved=not stayed)

    def _of_that_name(self, piece: Piece) -> tuple[State, Piece | None]:
        """What is defined under the same name, if that is in one file."""
        several = [
            (path, found) for path, free in self._free(piece).items() if (found := _named(piece, self._now(path), free))
        ]
        if len(several) != 1:
            return "gone", None
        path, found = several[0]
        return self._found(piece, path, found, moved=path != piece.file)

    def _free(self, piece: Piece) -> Mapping[str, set[int]]:
        """The lines of each file that may be the piece: those that are new, and in its own file what is left of it."""
        if piece.file not in self.after:
            return self._fresh
        links = self._alignment(piece.file, piece.file).links
        own = range(piece.start - 1, piece.start - 1 + len(piece.lines))
        left = {number for number, of in links.items() if any(old in own for old in of)}
        return {**self._fresh, piece.file: self._fresh.get(piece.file, set()) | left}

    @cached_property
    def _fresh(self) -> Mapping[str, set[int]]:
        """The lines of each file that are not where they were rendered."""
        found: dict[str, set[int]] = {}
        for path in self.after:
            now = self._now(path)
            if path not in self.before:
                fresh = set(range(len(now)))
            elif now == self._was(path):
                continue
            else:
                aligned = self._alignment(path, path)
                fresh = {number for number in range(len(now)) if not _whole(aligned, number)}
            if fresh:
                found[path] = fresh
        return found

    def _was(self, path: str) -> list[str]:
        if path not in self._old:
            self._old[path] = lines(self.before.get(path, ""))
        return self._old[path]

    def _now(self, path: str) -> list[str]:
        if path not in self._new:
            self._new[path] = lines(self.after.get(path, ""))
        return self._new[path]

    def _alignment(self, before: str, after: str) -> Alignment:
        key = before, after
        if key not in self._aligned:
            self._aligned[key] = align(self._was(before), self._now(after))
        return self._aligned[key]


def _at(piece: Piece, path: str, now: Sequence[str], found: Followed) -> Piece:
    first, end = found.start, found.end
    marks = {
        found.became[line - 1] + 1: number
        for line, number in sorted(piece.marks.items(), reverse=True)
        if line - 1 in found.became and first <= found.became[line - 1] < end
    }
    return Piece(path, first + 1, tuple(now[first:end]), dict(sorted(marks.items())))


def _untouched(piece: Piece) -> Followed:
    start = piece.start - 1
    end = start + len(piece.lines)
    return Followed(start, end, 1.0, {number: number for number in range(start, end)})


def _whole(aligned: Alignment, number: int) -> bool:
    """Whether a line was there before."""
    return sum(aligned.links.get(number, {}).values()) == weight(aligned.new[number])


def _densest(piece: Piece, now: Sequence[str], fresh: Iterable[int]) -> Followed | None:
    """The region among new lines: where most of its words stand close together."""
    wanted = piece.lines
    own = Counter(token for line in wanted for token in tokens(line))
    allowed = set(fresh)
    words = [Counter(tokens(line)) if number in allowed else Counter() for number, line in enumerate(now)]
    if (own & sum(words, Counter())).total() < ENOUGH * own.total():
        return None
    size = 2 * len(wanted) + 2
    step = max(1, len(wanted) // 4)
    best = max(
        range(0, max(1, len(now) - size // 2), step),
        key=lambda start: (own & sum(words[start : start + size], Counter())).total(),
    )
    start, end = max(0, best - size // 2), min(len(now), best + size + size // 2)
    window = [line if number in allowed else "" for number, line in enumerate(now[start:end], start)]
    found = follow(align(wanted, window), 0, len(wanted))
    if not found:
        return None
    became = {old + piece.start - 1: new + start for old, new in found.became.items()}
    return Followed(found.start + start, found.end + start, found.left, became)


def _named(piece: Piece, now: Sequence[str], free: Container[int]) -> Followed | None:
    """The block that defines the same name as the region does first; None when it is not there exactly once."""
    for offset, line in enumerate(piece.lines):
        if match := DEFINED.match(line):
            places = [
                number
                for number, one in enumerate(now)
                if number in free and (its := DEFINED.match(one)) and its[1] == match[1]
            ]
            if len(places) != 1:
                return None
            end = _block(now, places[0])
            return Followed(places[0], end, 0.0, {piece.start - 1 + offset: places[0]})
    return None


def _block(now: Sequence[str], start: int) -> int:
    """The end of what begins in a line: where its indentation is back, and what only closes it is passed."""
    depth = len(now[start]) - len(now[start].lstrip())
    end = start + 1
    for number in range(start + 1, len(now)):
        line = now[number].lstrip()
        if line and len(now[number]) - len(line) <= depth:
            return number + 1 if line.startswith(CLOSERS) and not line.endswith(("{", ":")) else end
        end = number + 1 if line else end
    return end
