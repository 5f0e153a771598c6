"""Rendering: the same bytes always, made faster or not; every error translated."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scaffold.core.problem import Problem
from scaffold.outside import engine, templates, trees

ANSWERS: dict[str, Any] = {
    "project_name": "shop",
    "framework": "flask",
    "database": "postgresql",
    "resources": ["note title:string!", "post title:string!"],
}

MADE_FROM = ("templates", "1.0.0")


def render(template: Path, project: Path, **answers: Any) -> trees.Tree:
    templates._read.cache_clear()
    _, tree = templates.developed(template, "1.0.0")
    with templates.unpacked(tree) as folder:
        engine.render(folder, project, {**ANSWERS, **answers}, MADE_FROM)
    return trees.read(project)


def test_a_project_is_rendered(tiny: Path, tmp_path: Path) -> None:
    tree = render(tiny, tmp_path / "out")

    assert tree["README.md"].content == b"# shop\n\nmade from 1.0.0"
    assert tree["app/note.py"].content == b"note = 'postgresql'\n"
    assert tree["app/post.py"].content == b"post = 'postgresql'\n"
    assert tree["docs.md"].content == b"docs on 8000\n"
    assert tree["same.txt"].content == b"flask\n"
    assert ".copier-answers.yml" in tree
    assert "docs.md" not in render(tiny, tmp_path / "without", features=["seeds"])


PROGRAM = """
import json, pathlib, sys
from scaffold.outside import engine
engine.render(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), json.loads(sys.argv[3]), ("templates", "1.0.0"))
"""


@pytest.mark.parametrize("template", ["tiny", "own"])
@pytest.mark.parametrize("framework", ["flask", "express"])
def test_the_same_bytes_come_out_with_copier_as_it_is(
    tiny: Path, tmp_path: Path, template: str, framework: str
) -> None:
    """Cold and warm caches included."""
    import json

    own = Path(templates.__file__).parents[3] / "templates"
    answers = {**ANSWERS, "framework": framework, "resources": ["note title:string!", "tag notes:references{note}[]"]}
    folder = tmp_path / "tree"
    trees.write(templates.developed(tiny if template == "tiny" else own, "1.0.0")[1], folder)
    rendered = []
    for number, plain in enumerate(["", "", "1"]):
        project = tmp_path / f"{number}" / "shop"
        environment = {**os.environ, "SCAFFOLD_CACHE_DIR": str(tmp_path / "cache")}
        if plain:
            environment["SCAFFOLD_PLAIN_COPIER"] = plain
        subprocess.run(
            [sys.executable, "-c", PROGRAM, folder, project, json.dumps(answers)], check=True, env=environment
        )
        rendered.append(trees.read(project))

    assert rendered[0] == rendered[1] == rendered[2]
    assert len(rendered[0]) > 5


def test_the_speed_up_is_in_use(tiny: Path, tmp_path: Path) -> None:
    """Or the test above compares Copier with itself."""
    program = PROGRAM + "import copier._main; print(copier._main.SandboxedEnvironment.__module__)"
    folder = tmp_path / "tree"
    trees.write(templates.developed(tiny, "1.0.0")[1], folder)
    for plain, module in (("", "scaffold.outside.engine"), ("1", "copier._jinja_ext")):
        ended = subprocess.run(
            [sys.executable, "-c", program, folder, tmp_path / f"out{plain}", '{"project_name": "x"}'],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "SCAFFOLD_PLAIN_COPIER": plain},
        )
        assert ended.stdout.strip() == module


@pytest.mark.parametrize(
    "source", ["[[ nothing ]]", "[% if %]", "[[ project_name.x() ]]", "[[ 1 / 0 ]]", "[% include 'x' %]"]
)
def test_a_broken_template_is_a_bug_of_ours_and_names_the_file(tiny: Path, tmp_path: Path, source: str) -> None:
    (tiny / "flask/broken.py.jinja").write_text(f"\n{source}\n")

    with pytest.raises(Problem) as failed:
        render(tiny, tmp_path / "out")

    assert (failed.value.code, failed.value.exit) == ("template-broken", 70)
    assert "broken.py.jinja" in failed.value.what or "'x'" in failed.value.why


def test_a_broken_path_is_a_bug_of_ours(tiny: Path, tmp_path: Path) -> None:
    (tiny / "flask/[[ nothing ]].txt").write_text("")

    with pytest.raises(Problem, match="cannot be rendered"):
        render(tiny, tmp_path / "out")


def test_a_template_that_is_not_utf_8_is_a_bug_of_ours(tiny: Path, tmp_path: Path) -> None:
    (tiny / "flask/broken.py.jinja").write_bytes(b"\xff")

    with pytest.raises(Problem) as failed:
        render(tiny, tmp_path / "out")

    assert failed.value.exit == 70


@pytest.mark.parametrize(("key", "value"), [("port", 70000), ("database", "oracle")])
def test_an_answer_that_the_template_refuses_can_be_fixed(tiny: Path, tmp_path: Path, key: str, value: Any) -> None:
    with pytest.raises(Problem) as failed:
        render(tiny, tmp_path / "out", **{key: value})

    assert (failed.value.code, failed.value.exit) == ("answer-refused", 2)


def test_a_disk_that_cannot_be_written_is_outside_of_us(tiny: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(Problem) as failed:
        render(tiny, tmp_path / "file/out")

    assert (failed.value.code, failed.value.exit) == ("cannot-write", 3)


@pytest.mark.parametrize("path", [".git/config", ".GIT/config", "a/.git/hooks/post-checkout", "git~1/config"])
def test_a_template_cannot_write_into_a_repository(tiny: Path, tmp_path: Path, path: str) -> None:
    _, tree = templates.developed(tiny, "1.0.0")
    trees.write({**tree, f"flask/{path}": trees.File(b"[core]\n")}, tmp_path / "tree")

    engine.render(tmp_path / "tree", tmp_path / "out", ANSWERS, MADE_FROM)

    assert not any("git" in part.lower() for file in (tmp_path / "out").rglob("*") for part in file.parts[-3:])


def test_a_template_cannot_run_anything(tiny: Path, tmp_path: Path) -> None:
    with (tiny / "copier.yml").open("a") as settings:
        settings.write(f"_tasks: [['{sys.executable}', -c, 'open(\"{tmp_path}/ran\", \"w\")']]\n")

    with pytest.raises(Problem, match="cannot be rendered"):
        render(tiny, tmp_path / "out")

    assert not (tmp_path / "ran").exists()
