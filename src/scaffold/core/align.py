"""Which lines of an old text became which lines of a new one, whatever a formatter did to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

TOKEN = re.compile(r"\w+|[^\w\s]")
QUOTES = str.maketrans("'`", '""')
# Why: formatters add and drop them.
LOOSE = str.maketrans("", "", ",;")
# Why: a word tells more about where a line comes from than a bracket.
WORD, SIGN = 3, 1
# Why a limit: comparing word by word takes the product of both lengths.
WORTH = 4_000_000
HALF = 0.5


def lines(text: str) -> list[str]:
    """The lines of a text, however they end, without a byte order mark."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def tokens(line: str) -> list[str]:
    """The words and signs of a line, without what a formatter decides."""
    return TOKEN.findall(line.translate(QUOTES).translate(LOOSE))


def weight(found: Sequence[str]) -> int:
    """How much the words and signs of a line tell."""
    return sum(WORD if token[0].isalnum() or token[0] == "_" else SIGN for token in found)


@dataclass(frozen=True)
class Alignment:
    """`links[new line][old line]` is the weight of what the one has of the other; lines are numbered from 0."""

    old: Sequence[Sequence[str]]
    new: Sequence[Sequence[str]]
    links: Mapping[int, Mapping[int, int]]


def align(before: Sequence[str], after: Sequence[str]) -> Alignment:
    """Compares line by line, and word by word where lines differ. Empty lines are nobody's."""
    old, new = [tokens(line) for line in before], [tokens(line) for line in after]
    links: dict[int, dict[int, int]] = {}
    olds = [number for number, found in enumerate(old) if found]
    news = [number for number, found in enumerate(new) if found]
    keys = [" ".join(old[number]) for number in olds], [" ".join(new[number]) for number in news]
    steps = _steps(keys[0], keys[1])
    steps = _settled(steps, keys[1], _edges(after, news))
    steps = [step.turned() for step in _settled([step.turned() for step in steps], keys[0], _edges(before, olds))]
    for step in steps:
        mine, its = olds[step.i1 : step.i2], news[step.j1 : step.j2]
        if step.same:
            links |= {new_line: {old_line: weight(new[new_line])} for old_line, new_line in zip(mine, its, strict=True)}
        else:
            for old_line, new_line, count in _words(old, mine, new, its):
                of = links.setdefault(new_line, {})
                of[old_line] = of.get(old_line, 0) + count
    return Alignment(old, new, links)


class Step(NamedTuple):
    """Lines that are the same in both, or that are not: from, to before, in the old and in the new."""

    same: bool
    i1: int
    i2: int
    j1: int
    j2: int

    def turned(self) -> Step:
        """The same step from the new to the old."""
        return Step(self.same, self.j1, self.j2, self.i1, self.i2)


def _steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    last, its = len(old) - end, len(new) - end
    matcher = SequenceMatcher(None, old[start:last], new[start:its], autojunk=False)
    steps = [Step(True, 0, start, 0, start)]
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        steps.append(Step(tag == "equal", start + i1, start + i2, start + j1, start + j2))
    return [*steps, Step(True, last, len(old), its, len(new))]


def _edges(text: Sequence[str], filled: Sequence[int]) -> list[tuple[bool, int]]:
    """How well something begins at each line: after an empty line, and far to the left."""
    return [
        (not number or not text[number - 1].strip(), len(text[number].lstrip()) - len(text[number]))
        for number in filled
    ]


def _settled(steps: Sequence[Step], keys: Sequence[str], edges: Sequence[tuple[bool, int]]) -> list[Step]:
    """Moves what was put in to where something begins, among the places that are as good.

    Why: of two functions that end alike the end of the first would else count as the end of the second.
    """
    found = list(steps)
    for number in range(1, len(found) - 1):
        above, step, below = found[number - 1 : number + 2]
        if step.same or step.i1 != step.i2 or not (above.same and below.same):
            continue
        by = _best(step, keys, edges, above.j2 - above.j1, below.j2 - below.j1)
        found[number - 1] = above._replace(i2=above.i2 + by, j2=above.j2 + by)
        found[number] = Step(False, step.i1 + by, step.i2 + by, step.j1 + by, step.j2 + by)
        found[number + 1] = below._replace(i1=below.i1 + by, j1=below.j1 + by)
    return found


def _best(step: Step, keys: Sequence[str], edges: Sequence[tuple[bool, int]], above: int, below: int) -> int:
    """By how many lines what was put in is moved, down or up."""
    up = down = 0
    while up < above and keys[step.j1 - up - 1] == keys[step.j2 - up - 1]:
        up += 1
    while down < below and keys[step.j1 + down] == keys[step.j2 + down]:
        down += 1
    return max(range(-up, down + 1), key=lambda by: (edges[step.j1 + by], by))


def _words(
    old: Sequence[Sequence[str]], olds: Sequence[int], new: Sequence[Sequence[str]], news: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    """The weight of each word that an old line has in common with a new one."""
    mine = [(token, number) for number in olds for token in old[number]]
    its = [(token, number) for number in news for token in new[number]]
    if not mine or not its or len(mine) * len(its) > WORTH:
        return
    matcher = SequenceMatcher(None, [token for token, _ in mine], [token for token, _ in its], autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        for offset in range(size):
            token, number = mine[i + offset]
            yield number, its[j + offset][1], weight([token])
