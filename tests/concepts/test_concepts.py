"""Every concept of our templates keeps the rules, and every rule can be broken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from concepts import lint
from concepts.lint import Rendered

from scaffold.actions import catalogue, change
from scaffold.actions.compare.concepts import chosen
from scaffold.core import sentences
from scaffold.core.comparison import Both, Piece
from scaffold.core.concepts import FRAMEWORKS, GROUPS, Concept, Point
from scaffold.outside import concepts, marks
from scaffold.outside.trees import File

TESTS = Path(__file__).parents[1]
RULES = [
    "account email:email!:iuniq password_hash:string{200}:private joined_at:datetime=now",
    "vote account:references{account,cascade}! poll:references{poll,cascade} score:integer{1..5} unique(account,poll)",
    "poll title:string{3..80}! fee:decimal{0..} slot:string{5}~time parent:references{poll,restrict} index(title,fee)",
]
NEWEST = catalogue.newest()
CONCEPTS = concepts.read(NEWEST.tree)
FEATURES = ["docs", "logs", "security", "cors", "compression", "metrics", "seeds", "docker", "ci", "k8s"]
PAIRS: Mapping[str, Mapping[str, Any]] = {
    **{recipe: {"recipe": recipe} for recipe in NEWEST.recipes},
    "blog on PostgreSQL": {"recipe": "blog", "database": "postgresql", "limiter": "redis", "features": FEATURES},
    "shop on MySQL": {"recipe": "shop", "database": "mysql", "features": FEATURES},
    "blog with pages, jobs and live updates": {"recipe": "blog", "features": [*FEATURES, "pages", "jobs", "realtime"]},
    "blog with accounts": {"recipe": "blog", "features": [*FEATURES, "pages", "accounts"]},
    "starter without features": {"recipe": "starter", "features": []},
    "several references": {
        "recipe": "bare",
        "resources": [
            "author name:string!",
            "post title:string! editor:references{author} owner:references{author} authors:references{author}[] "
            "tags:references{tag}[]",
            "tag name:string!",
        ],
    },
    "a list and no reference": {
        "recipe": "bare",
        "resources": ["post title:string! tags:references{tag}[]", "tag name:string!"],
    },
    "every rule": {"recipe": "bare", "resources": RULES},
    "every rule on MySQL": {"recipe": "bare", "database": "mysql", "resources": RULES},
    "a range that is the first field": {
        "recipe": "bare",
        "resources": ["post title:string!", "review rating:integer{1..5}! body:text post:references{post,cascade}!"],
    },
    "a range that is the only field": {"recipe": "bare", "resources": ["review rating:integer{1..5}!"]},
    "a reference and no list": {
        "recipe": "bare",
        "resources": ["post title:string!", "comment body:text! post:references!"],
    },
}


@cache
def rendered(name: str) -> Rendered:
    given = dict(PAIRS[name])
    recipe = {key: value for key, value in NEWEST.recipes[given.pop("recipe")].items() if key != "description"}
    answers = change.checked(NEWEST, {**recipe, **given, "project_name": "shop"})
    marked = Both(*(marks.regions(NEWEST.tree, answers, framework) for framework in FRAMEWORKS))
    return Rendered(
        name,
        chosen(marked),
        Both(
            said(marked.flask.files, "/test_", sentences.flask),
            said(marked.express.files, ".test.ts", sentences.express),
        ),
    )


def said(files: Mapping[str, str], part: str, read: Any) -> set[str]:
    return {sentence for path, text in files.items() if part in path for sentence in read(text)}


def source(folder: str) -> str:
    return "\n".join(path.read_text() for path in sorted((TESTS / folder).glob("test_*.py")))


def none(found: Iterable[str]) -> None:
    lines = list(found)
    assert not lines, "\n" + "\n".join(lines)


@pytest.mark.parametrize("rule", [lint.both_sides, lint.numbers, lint.fits, lint.said, lint.words])
def test_every_concept_keeps_the_rule(rule: Any) -> None:
    none(rule(CONCEPTS, [rendered(name) for name in PAIRS]))


def test_every_word_that_is_let_through_is_one_that_no_code_shows() -> None:
    found = list(lint.needless(CONCEPTS, [rendered(name) for name in PAIRS]))
    none(found)
    # Why: a list that can only grow is none that anybody reads.
    assert sum(len(words) for sides in lint.ALLOWED.values() for words in sides.values()) <= 122


def test_every_marker_has_a_file() -> None:
    none(lint.unknown(CONCEPTS, NEWEST.tree))


def test_every_notice_is_short() -> None:
    none(lint.notices(CONCEPTS))


def test_every_proof_is_there() -> None:
    none(lint.functions(CONCEPTS, source("concepts"), source("parity")))


def test_code_alone_is_hardly_ever_a_proof_and_says_why() -> None:
    """Of all points at most five, where nothing that could be asked or run here would show it."""
    alone = [(concept.name, point.what) for concept in CONCEPTS for point in concept.points if point.proof == "code"]
    told = [
        what
        for path, file in NEWEST.tree.items()
        if path.startswith("concepts/")
        for what in re.findall(r"# Why code: .*\.\n  proof: (code)\n", file.content.decode())
    ]

    assert len(alone) <= 5, alone
    assert len(told) == len(alone), alone


def test_there_are_concepts_of_every_group_and_no_two_have_a_title() -> None:
    assert len(CONCEPTS) >= 35
    assert {one.group for one in CONCEPTS} == set(GROUPS)
    assert len({one.title for one in CONCEPTS}) == len(CONCEPTS)


def test_a_pair_shows_the_same_resource_on_both_sides() -> None:
    shown = {name: rendered(name).regions for name in PAIRS}

    folders = {
        (name, concept): {found.replace("-", "_") for piece in both.flask + both.express if (found := resource(piece))}
        for name, regions in shown.items()
        for concept, both in regions.items()
    }

    assert {place: found for place, found in folders.items() if len(found) > 1} == {}
    assert folders["blog", "data.model"]


def resource(piece: Piece) -> str:
    """The folder of the resource that the file of a piece is about, if any."""
    _, _, inside = piece.file.partition("/features/")
    return inside.rpartition("/")[0]


GOOD = Concept("a.b", "Data", "A", "One. Two.", (Point(1, "What", "by `x`", "by `y`", "code"),))
PIECE = Piece("f.py", 1, ("x y",), {1: 1})
PAIR = Rendered("blog", {"a.b": Both((PIECE,), (PIECE,))}, Both({"a b"}, {"a b"}))
LONG = replace(PIECE, lines=("x y",) * 25)
WIDE = replace(PIECE, lines=("x y" + " " * 86,))


@pytest.mark.parametrize("rule", [lint.both_sides, lint.numbers, lint.fits, lint.said, lint.words])
def test_a_good_concept_breaks_no_rule(rule: Any) -> None:
    none(rule([GOOD], [PAIR]))


@pytest.mark.parametrize(
    ("rule", "concept", "pair"),
    [
        (lint.both_sides, GOOD, replace(PAIR, regions={})),
        (lint.both_sides, GOOD, replace(PAIR, regions={"a.b": Both((PIECE,), ())})),
        (lint.both_sides, replace(GOOD, only="flask"), PAIR),
        (lint.both_sides, replace(GOOD, only="flask"), replace(PAIR, regions={"a.b": Both((), ())})),
        (lint.numbers, replace(GOOD, points=GOOD.points * 2), PAIR),
        (lint.numbers, GOOD, replace(PAIR, regions={"a.b": Both((PIECE, PIECE), (PIECE,))})),
        (lint.fits, GOOD, replace(PAIR, regions={"a.b": Both((LONG,), (PIECE,))})),
        (lint.fits, GOOD, replace(PAIR, regions={"a.b": Both((PIECE,), (PIECE,) * 25)})),
        (lint.fits, GOOD, replace(PAIR, regions={"a.b": Both((PIECE,), (WIDE,))})),
        (lint.said, replace(GOOD, points=(replace(GOOD.points[0], proof="test a c"),)), PAIR),
        (lint.words, replace(GOOD, points=(replace(GOOD.points[0], express="by `z`"),)), PAIR),
    ],
)
def test_a_bad_concept_breaks_the_rule(rule: Any, concept: Concept, pair: Rendered) -> None:
    assert list(rule([concept], [pair]))


def test_what_is_missing_is_told() -> None:
    proven = [replace(GOOD, points=(replace(GOOD.points[0], proof=proof),)) for proof in ("probe one", "parity one")]

    assert list(lint.unknown([GOOD], {"flask/a.jinja": File(b"[# concept a.c #]\n")}))
    assert not list(lint.unknown([GOOD], {"flask/a.jinja": File(b"[# concept a.b #]\n")}))
    assert list(lint.notices([replace(GOOD, notice="One. Two. Three.")]))
    assert len(list(lint.functions(proven, "def test_ones():", "one"))) == 2
    assert not list(lint.functions(proven, "def test_one() -> None:", "def test_one(x: int) -> None:"))


def test_only_who_uses_a_word_is_shown_it() -> None:
    words = {"data.checks", "data.delete", "data.together"}

    assert words <= rendered("every rule").regions.keys()
    assert words & rendered("a range that is the first field").regions.keys() == {"data.checks", "data.delete"}
    assert not words & rendered("a range that is the only field").regions.keys()
    assert not words & rendered("blog").regions.keys()
