"""Where two files are cut so that what both define starts at the same height."""

from __future__ import annotations

from scaffold.core.comparison import Both, Joined, Source
from scaffold.pages.compare.ties import cuts, rising

FLASK = "import x\n\n\n# Why: a.\n@routes.get\ndef a(): ...\n\n\ndef b(): ...\n"
EXPRESS = "import x;\n\n/**\n * a.\n */\nfunction a() {}\n\nfunction b() {}\n"


def pair(*rows: tuple[int | None, int | None]) -> Joined:
    return Joined(Both(Source("a.py", 9, FLASK), Source("a.ts", 9, EXPRESS)), rows)


def test_a_definition_begins_with_the_comments_and_decorators_above_it() -> None:
    assert cuts(pair((6, 6), (9, 8))) == [(0, 0), (3, 2), (8, 7)]


def test_what_only_one_side_has_cuts_nothing() -> None:
    assert cuts(pair((6, None), (None, 8))) == [(0, 0)]


def test_of_pairs_that_cross_the_longest_order_is_kept() -> None:
    assert rising([(1, 9), (2, 3), (4, 5), (6, 1), (7, 8)]) == [(2, 3), (4, 5), (7, 8)]


def test_a_line_is_in_one_pair_only() -> None:
    assert rising([(1, 2), (1, 3), (2, 3)]) in ([(1, 2), (2, 3)], [(1, 3)])
    assert rising([]) == []


def test_a_line_beyond_the_end_does_no_harm() -> None:
    assert cuts(pair((900, 900))) == [(0, 0), (9, 8)]
