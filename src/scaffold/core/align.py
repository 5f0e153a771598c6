"""Which lines of an old text became which lines of a new one, whatever a formatter did to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

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
    filled = (
        [number for number, found in enumerate(old) if found],
        [number for number, found in enumerate(new) if found],
    )
    keys = [" ".join(old[number]) for number in filled[0]], [" ".join(new[number]) for number in filled[1]]
    for same, one, other in _parts(keys[0], keys[1]):
        olds, news = filled[0][one], filled[1][other]
        if same:
            for mine, its in zip(olds, news, strict=True):
                links[its] = {mine: weight(new[its])}
        else:
            for mine, its, count in _words(old, olds, new, news):
                of = links.setdefault(its, {})
                of[mine] = of.get(mine, 0) + count
    return Alignment(old, new, links)


def _parts(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, slice, slice]]:
    """The parts that are the same, and what is between them on both sides."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    matcher = SequenceMatcher(None, old[start : len(old) - end], new[start : len(new) - end], autojunk=False)
    yield True, slice(0, start), slice(0, start)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield tag == "equal", slice(start + i1, start + i2), slice(start + j1, start + j2)
    yield True, slice(len(old) - end, len(old)), slice(len(new) - end, len(new))


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
