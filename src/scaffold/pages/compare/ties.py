"""Where a file and its twin are cut, so that what both define starts at the same height."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from scaffold.core.comparison import Joined, Source

# A definition begins with the comments and decorators above it.
ABOVE = re.compile(r"\s*(?:@|#|//|/\*|\*)")


def cuts(file: Joined) -> list[tuple[int, int]]:
    """Lines of both files, from 0, at which they are cut: pairs of definitions in the longest common order."""
    one, other = (text(source) for source in (file.files.flask, file.files.express))
    pairs = sorted(
        (start(one, here), start(other, there)) for here, there in file.rows if here is not None and there is not None
    )
    return [(0, 0), *(pair for pair in rising(pairs) if min(pair) > 0)]


def text(source: Source | None) -> list[str]:
    return (source.text or "").removesuffix("\n").split("\n") if source else []


def start(lines: Sequence[str], number: int) -> int:
    """The place, from 0, at which the definition on line `number` begins with what is said above it."""
    at = max(0, min(number - 1, len(lines)))
    while at > 0 and ABOVE.match(lines[at - 1]):
        at -= 1
    return at


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the sorted pairs in which both numbers rise."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    # Why the second downwards: of two pairs with the same first only one may be taken.
    ordered = sorted(set(pairs), key=lambda pair: (pair[0], -pair[1]))
    for place, (_, there) in enumerate(ordered):
        length = bisect_left(ends, there)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [there]
        last[length : length + 1] = [place]
    found, place = [], last[-1] if last else -1
    while place >= 0:
        found.append(ordered[place])
        place = before[place]
    return found[::-1]
