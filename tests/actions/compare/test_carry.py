"""Regions follow what people do to the files: measured on every concept of two recipes."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from actions.compare.edits import EDITS, STORED, Files, Line
from parity.projects import FEATURES

from scaffold.actions import catalogue, change
from scaffold.actions.compare.concepts import Pieces, chosen
from scaffold.core.carry import carried
from scaffold.core.comparison import Both, Piece, Region
from scaffold.core.concepts import FRAMEWORKS
from scaffold.outside import marks
from scaffold.outside.marks import Marked

RECIPES = ("blog", "shop")
NEWEST = catalogue.newest()
CASES = [(recipe, framework) for recipe in RECIPES for framework in FRAMEWORKS]


@cache
def pair(recipe: str) -> tuple[Both[Marked], Mapping[str, Both[Pieces]]]:
    given = {key: value for key, value in NEWEST.recipes[recipe].items() if key != "description"}
    everything = {"features": list(FEATURES), "limiter": "memory"}
    answers = change.checked(NEWEST, {**given, **everything, "project_name": recipe})
    marked = Both(*(marks.regions(NEWEST.tree, answers, framework) for framework in FRAMEWORKS))
    return marked, chosen(marked)


def regions(recipe: str, framework: str) -> tuple[Mapping[str, str], Mapping[str, Pieces]]:
    marked, found = pair(recipe)
    return getattr(marked, framework).files, {
        name: its for name, both in found.items() if (its := getattr(both, framework))
    }


def tagged(files: Mapping[str, str], pieces: Pieces) -> Files:
    """The files of a region, and one of each kind that has nothing of it."""
    own = {(piece.file, piece.start + number) for piece in pieces for number in range(len(piece.lines))}
    involved = {piece.file for piece in pieces}
    others = {path.rsplit(".", 1)[-1]: path for path in sorted(files, reverse=True) if path not in involved}
    return {
        path: [Line(line, (path, number) in own) for number, line in enumerate(files[path].split("\n"), start=1)]
        for path in sorted({*involved, *others.values()})
    }


def after(files: Mapping[str, str], before: Files, edited: Files) -> dict[str, str]:
    kept = {path: text for path, text in files.items() if path not in before}
    return kept | {path: "\n".join(line.text for line in lines) for path, lines in edited.items()}


def truth(files: Files) -> set[tuple[str, int]]:
    return {
        (path, number)
        for path, lines in files.items()
        for number, line in enumerate(lines, start=1)
        if line.own and line.text.strip()
    }


def found(region: Region) -> set[tuple[str, int]]:
    return {
        (piece.file, piece.start + number)
        for piece in region.pieces
        for number, line in enumerate(piece.lines)
        if line.strip()
    }


def overlap(one: set[Any], other: set[Any]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0


def measured(edit: str) -> dict[tuple[str, str, str], float]:
    """How much of each region is found, 0 to 1."""
    scores: dict[tuple[str, str, str], float] = {}
    for recipe, framework in CASES:
        files, several = regions(recipe, framework)
        for name, pieces in several.items():
            before = tagged(files, pieces)
            edited = EDITS[edit](before)
            if edited == before:
                continue
            region = carried(files, after(files, before, edited), {name: pieces})[name]
            score = overlap(found(region), truth(edited))
            scores[recipe, framework, name] = score
            if region.state == "same":
                assert [piece.lines for piece in region.pieces] == [piece.lines for piece in pieces]
                assert score == 1, (edit, recipe, framework, name)
    return scores


@pytest.mark.parametrize("edit", EDITS)
def test_regions_follow(edit: str) -> None:
    scores = measured(edit)
    worst = sorted(scores.items(), key=lambda one: one[1])[:5]

    assert len(scores) > 8, "the edit changes nothing"
    assert statistics.mean(scores.values()) >= 0.97, worst


@pytest.mark.parametrize("way", STORED)
def test_how_a_file_is_stored_is_no_edit(way: str) -> None:
    start, end = STORED[way]
    for recipe, framework in CASES:
        files, several = regions(recipe, framework)
        stored = {path: start + text.replace("\n", end) for path, text in files.items()}

        for name, region in carried(files, stored, several).items():
            assert region == Region("same", several[name]), name


def test_all_edits_at_once_are_followed_at_once() -> None:
    """Regions of one file do not get into each other's way."""
    for recipe, framework in CASES:
        files, several = regions(recipe, framework)
        edited = {path: text.replace("    ", "\t").replace('"', "'") for path, text in files.items()}

        for name, region in carried(files, edited, several).items():
            lines = [(piece.file, piece.start, len(piece.lines)) for piece in region.pieces]
            assert lines == [(piece.file, piece.start, len(piece.lines)) for piece in several[name]]


ONE = "def one(x):\n    y = x + 1\n    return y * 2\n"
TWO = "def two():\n    first = 2\n    second = 3\n    third = 4\n    return first + second + third\n"
FILES = {"a.py": f"import b\n\n\n{ONE}\n\n{TWO}"}
PIECE = Piece("a.py", 4, ("def one(x):", "    y = x + 1", "    return y * 2"), {4: 1, 6: 2})


def state(after: Mapping[str, str]) -> tuple[str, list[tuple[str, int, int, dict[int, int]]]]:
    region = carried(FILES, after, {"a.b": (PIECE,)})["a.b"]
    assert region.original == (() if region.state == "same" else (PIECE,))
    return region.state, [(one.file, one.start, len(one.lines), dict(one.marks)) for one in region.pieces]


def test_each_state_is_told_apart() -> None:
    text, rest = FILES["a.py"], FILES["a.py"].replace(ONE, "")

    assert state(FILES) == ("same", [("a.py", 4, 3, {4: 1, 6: 2})])
    assert state({"a.py": "import c\n" + text}) == ("same", [("a.py", 5, 3, {5: 1, 7: 2})])
    assert state({"a.py": text.replace("y * 2", "y * 3")}) == ("edited", [("a.py", 4, 3, {4: 1, 6: 2})])
    assert state({"a.py": rest, "b.py": ONE}) == ("moved", [("b.py", 1, 3, {1: 1, 3: 2})])
    assert state({"b.py": text}) == ("moved", [("b.py", 4, 3, {4: 1, 6: 2})])
    assert state({"a.py": rest + "\n\n" + ONE}) == ("moved", [("a.py", 13, 3, {13: 1, 15: 2})])
    assert state({"a.py": rest}) == ("gone", [])
    assert state({}) == ("gone", [])


def test_what_is_mostly_written_anew_in_its_place_did_not_move() -> None:
    text = FILES["a.py"].replace("y = x + 1", "y = first(x) + second(x) + 3")

    assert state({"a.py": text.replace("return y * 2", "return y ** x")}) == ("edited", [("a.py", 4, 3, {4: 1, 6: 2})])


def test_a_number_goes_with_its_line_or_away() -> None:
    text = FILES["a.py"]

    assert state({"a.py": text.replace("    return y * 2\n", "")}) == ("edited", [("a.py", 4, 2, {4: 1})])
    assert state({"a.py": text.replace("(x):", "(x, z=3, *more):")}) == ("edited", [("a.py", 4, 3, {4: 1, 6: 2})])


def test_what_is_written_anew_is_found_by_its_name() -> None:
    anew = "async def one(*values, limit: int = 3) -> None:\n    for value in values:\n        print(value)\n"

    assert state({"a.py": FILES["a.py"].replace(ONE, anew)}) == ("edited", [("a.py", 4, 3, {4: 1})])
    assert state({"a.py": FILES["a.py"].replace(ONE, anew), "b.py": anew}) == ("gone", [])


def test_what_looks_alike_and_was_always_there_is_not_taken() -> None:
    files = {**FILES, "c.py": FILES["a.py"].replace("one", "uno")}
    region = carried(files, {"c.py": files["c.py"]}, {"a.b": (PIECE,)})["a.b"]

    assert region.state == "gone"


def test_several_pieces_have_one_state() -> None:
    other = Piece("a.py", 9, tuple(TWO.splitlines()), {9: 3})
    regions = {"a.b": (PIECE, other)}

    assert carried(FILES, FILES, regions)["a.b"].state == "same"
    edited = carried(FILES, {"a.py": FILES["a.py"].replace("first = 2", "first = 3")}, regions)["a.b"]
    assert (edited.state, len(edited.pieces), edited.original) == ("edited", 2, (PIECE, other))
    half = carried(FILES, {"a.py": FILES["a.py"].replace(ONE, "")}, regions)["a.b"]
    assert (half.state, [piece.start for piece in half.pieces]) == ("edited", [6])
    assert carried(FILES, FILES, {"a.b": ()}) == {}
