"""Rendering with markers: where concepts live, and not a byte more than a normal render."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from scaffold.actions import catalogue, change
from scaffold.core.comparison import Piece
from scaffold.core.problem import Problem
from scaffold.outside import marks, templates, trees
from scaffold.outside.trees import File

NEWEST = catalogue.newest()


def markings(tiny: Path, files: Mapping[str, str], *names: str) -> marks.Marked:
    for path, text in files.items():
        file = tiny / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    templates._read.cache_clear()
    return marks.regions(templates.newest()[1], {"resources": list(names)}, "flask")


@pytest.mark.parametrize("framework", ["flask", "express"])
@pytest.mark.parametrize("recipe", NEWEST.recipes)
def test_what_remains_is_a_normal_render(recipe: str, framework: str) -> None:
    given = {key: value for key, value in NEWEST.recipes[recipe].items() if key != "description"}
    everything = {"features": ["docs", "seeds", "docker", "ci", "k8s", "metrics"], "project_name": "shop"}
    answers = change.checked(NEWEST, {**given, **everything, "framework": framework})

    marked = marks.regions(NEWEST.tree, answers, framework)

    assert {path: file.content.decode() for path, file in change.rendered(NEWEST, answers).items()} == marked.files
    assert marked.regions


def test_a_region_knows_its_lines_and_its_numbers(tiny: Path) -> None:
    text = "a\n  [# concept one.two #]\n\n[# (2) #]\n\n  b\n[# (1) #]\n  c\n\n  [# /concept #]\nd\n"

    found = markings(tiny, {"flask/x.txt": text, "flask/y.bin": "\n"})

    assert found.files["x.txt"] == "a\n\n\n  b\n  c\n\nd\n"
    assert found.regions["one.two"] == {"": (Piece("x.txt", 4, ("  b", "  c"), {4: 2, 5: 1}),)}


def test_pieces_are_in_order_and_a_file_per_resource_names_it(tiny: Path) -> None:
    marked = "[# concept a.b #]\nx\n[# /concept #]\ny\n[# concept a.b #]\nz\n[# /concept #]\n"

    found = markings(
        tiny,
        {
            "flask/app/[% yield name from names %][[ name ]][% endyield %].py.jinja": marked,
            "shared/b.txt": "[# concept a.c #]\nb\n[# /concept #]\n",
            "shared/a.txt.jinja": "[# concept a.c #]\na\n[# /concept #]\n",
        },
        "post",
        "tag",
    )

    assert [[piece.file, piece.start] for piece in found.regions["a.b"]["post"]] == [
        ["app/post.py", 1],
        ["app/post.py", 3],
    ]
    assert [piece.file for piece in found.regions["a.b"]["tag"]] == ["app/tag.py", "app/tag.py"]
    assert [piece.file for piece in found.regions["a.c"][""]] == ["a.txt", "b.txt"]


def test_a_concept_of_resources_is_not_shown_where_no_resource_has_it(tiny: Path) -> None:
    marked = "[# concept a.b #]\nx\n[# /concept #]\n"
    repeated = f"[% if name == 'post' %]\n{marked}[% endif %]\n"
    files = {
        "flask/app/[% yield name from names %][[ name ]][% endyield %].py.jinja": repeated,
        "shared/b.txt": marked,
        "shared/c.txt": marked.replace("a.b", "a.c"),
    }

    assert set(markings(tiny, files).regions) == {"a.c"}
    assert set(markings(tiny, files, "tag").regions) == {"a.c"}
    assert set(markings(tiny, files, "post", "tag").regions["a.b"]) == {"", "post"}


def test_a_macro_and_an_option_that_is_off(tiny: Path) -> None:
    macro = "[% macro lines() %]\n[# concept a.b #]\none\n[# /concept #]\n[% endmacro %]\n"
    use = "[% from 'partials/macros.jinja' import lines %]\n[[ lines() ]]\n"
    off = "[# concept a.c #]\n[% if port == 1 %]\none\n[% endif %]\n[# /concept #]\n"

    found = markings(tiny, {"partials/macros.jinja": macro, "flask/a.txt.jinja": use, "flask/b.txt": off})

    assert found.regions == {"a.b": {"": (Piece("a.txt", 1, ("one",), {}),)}}


def test_what_is_no_text_is_left_out(tiny: Path) -> None:
    (tiny / "flask/picture.png").write_bytes(b"\xff\xfe")

    assert "picture.png" not in markings(tiny, {}).files


@pytest.mark.parametrize(
    "text",
    [
        "[# concept a.b #]\nx\n",
        "[# concept a.b #]\nx\n[# concept a.c #]\ny\n[# /concept #]\n",
        "x\n[# /concept #]\n",
        "[# (1) #]\nx\n",
        "[# concept a.b #]\n[# (1) #]\n[# (2) #]\nx\n[# /concept #]\n",
    ],
)
def test_a_marker_where_it_cannot_be_is_a_problem(tiny: Path, text: str) -> None:
    with pytest.raises(Problem, match=r"x\.txt"):
        markings(tiny, {"flask/x.txt": text})


def test_a_tree_with_signs_is_never_found_as_a_version(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marked = markings(tiny, {"flask/x.txt": "[# concept a.b #]\nx\n[# /concept #]\n"})
    version = templates.newest()[0]
    (tiny / "shared/LICENSE").write_text("changed")
    templates._read.cache_clear()

    assert marked.regions
    with pytest.raises(Problem, match="are not here"):
        templates.version(version)


def test_signs_replace_markers_only_in_what_is_rendered() -> None:
    tree = {"a.jinja": File(b"[# concept a.b #]\n"), "b": File(b"[# concept a.b #]\n"), "c.jinja": File(b"[# (1 #]")}

    signed = marks.signed(trees.flatten(tree, "1"))

    assert signed["a.jinja"].content.decode() == f"{marks.SIGN}concept a.b{marks.SIGN}\n"
    assert signed["b"] == tree["b"]
    assert signed["c.jinja"] == tree["c.jinja"]
