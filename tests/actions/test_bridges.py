"""From a line of one side to the lines of both, also after edits; and into an editor, never elsewhere."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from scaffold.actions import project
from scaffold.actions.serve import requests
from scaffold.actions.serve.bridges import Bridges
from scaffold.outside import editor


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("bridges")
    from parity.machine import run as done

    words = ("new", "shop", "--framework", "both", "--recipe", "shop", "--no-git", "--yes")
    done(sys.executable, "-m", "scaffold", *words, cwd=home)
    return home / "shop"


@pytest.fixture(scope="module")
def bridges(pair: Path) -> Bridges:
    return Bridges([project.read(pair / name) for name in ("flask", "express")])


def line(pair: Path, file: str, text: str) -> int:
    rows = (pair / file).read_text().splitlines()
    return next(number for number, row in enumerate(rows, 1) if text in row)


def words(pane: list[dict[str, Any]]) -> str:
    return "\n".join("".join(word for _, word in row["runs"]) for part in pane for row in part["lines"])


def test_a_line_of_a_concept_leads_to_both_sides_of_it(pair: Path, bridges: Bridges) -> None:
    at = ("app/features/products/routes.py", line(pair, "flask/app/features/products/routes.py", "def show"))
    found = bridges.lines("flask", at, None)

    assert found and found["title"] and found["points"]
    assert any(part["file"] == "src/features/products/routes.ts" for part in found["express"])
    marked = {
        side: {row["mark"] for part in found[side] for row in part["lines"]} - {0} for side in ("flask", "express")
    }
    assert marked["flask"] & marked["express"]
    assert [row["number"] for part in found["flask"] for row in part["lines"] if row["at"]] == [at[1]]


def test_what_is_used_leads_to_where_it_is_defined(pair: Path, bridges: Bridges) -> None:
    at = ("src/app.ts", line(pair, "express/src/app.ts", "app.use(logRequests"))
    found = bridges.lines("express", at, None, "logRequests.finish")

    assert found
    assert "src/logs.ts" in {part["file"] for part in found["express"]}
    assert found["flask"]


def test_lines_follow_what_people_edit(pair: Path, bridges: Bridges) -> None:
    file = pair / "flask/app/features/customers/routes.py"
    before = file.read_text()
    file.write_text("# mine\n# mine\n" + before)
    at = ("app/features/customers/routes.py", line(pair, "flask/app/features/customers/routes.py", "def show"))
    try:
        found = bridges.lines("flask", at, None)
    finally:
        file.write_text(before)

    assert found and found["name"]
    assert any(row["number"] == at[1] and row["at"] for part in found["flask"] for row in part["lines"])


def test_a_line_that_no_concept_has_is_shown_with_the_place_that_does_the_same(pair: Path, bridges: Bridges) -> None:
    file = pair / "flask/app/own.py"
    file.write_text(
        'import os\n\n\n@bp.get("/own")\ndef own() -> str:\n    return "own"\n\n\ndef other() -> None: ...\n'
    )
    found = bridges.lines("flask", ("app/own.py", 6), ("src/home.ts", 1))

    assert found and not found["name"]
    assert words(found["flask"]).splitlines() == ['@bp.get("/own")', "def own() -> str:", '    return "own"']
    assert [part["file"] for part in found["express"]] == ["src/home.ts"]


def test_each_request_that_is_worth_a_guess_leads_to_its_concept_on_both_sides(bridges: Bridges) -> None:
    fields = {"name": {"type": "string"}}
    body = {"content": {"application/json": {"schema": {"type": "object", "required": ["name"], "properties": fields}}}}
    document = {"paths": {"/api/products": {"post": {"requestBody": body}}}}
    told = {}
    for one in requests.offered(document, [], 100)[:-1]:
        found = bridges.concept(one.concept, one.path)
        assert found and found["notice"] and found["flask"] and found["express"], one.title
        told[one.title] = found["title"]
    bodies = bridges.concept("input.body", "/api/products")

    assert len(told) == 12
    assert told["Another case"] == told["A slash at the end"] == "How paths are compared"
    assert told["A field is missing"] == "What a body may hold"
    assert told["A path that nobody has"] == "404, 405 and OPTIONS"
    assert bodies and all("products" in str([part["file"] for part in bodies[one]]) for one in ("flask", "express"))
    assert bridges.concept("no.concept", "/api/products") is None


OUTSIDE = ("../express/src/app.ts", "/etc/passwd", "app/../../express/src/app.ts", "", ".", "app", "link.py", "a\0b")


@pytest.mark.parametrize("file", OUTSIDE)
def test_nothing_outside_of_the_pair_is_shown_or_opened(
    pair: Path, bridges: Bridges, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not (pair / "flask/link.py").is_symlink():
        (pair / "flask/link.py").symlink_to("/etc/passwd")
    monkeypatch.setattr(editor, "opened", lambda *_: pytest.fail("opened"))

    assert bridges.lines("flask", (file, 1), None) is None
    assert bridges.open("flask", (file, 1)) is None
    assert bridges.open("other", ("app/__init__.py", 1)) is None
    assert bridges.open("flask", ("app/__init__.py", 99999)) is None
    assert bridges.open("flask", ("app/__init__.py", 0)) is None


def told(home: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that writes down what it was started with."""
    program, out = home / name, home / "out"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {out}.new\nmv {out}.new {out}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{home}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return out


def heard(out: Path) -> list[str]:
    end = time.monotonic() + 20
    while not out.exists() and time.monotonic() < end:
        time.sleep(0.02)
    return out.read_text().splitlines()


def test_the_editor_is_told_the_file_and_the_line_and_no_shell_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = told(tmp_path, "code", monkeypatch)
    file = tmp_path / "a b;touch $(x).py"
    file.write_text("")
    monkeypatch.setenv("VISUAL", "code --wait")

    assert editor.opened(file, 7) == "Opened in code"
    assert heard(out) == ["--wait", "-g", f"{file}:7"]


def test_an_editor_of_the_terminal_is_not_started_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = told(tmp_path, "zed", monkeypatch)
    (tmp_path / "vim").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "vim").chmod(0o755)
    monkeypatch.setenv("VISUAL", "vim -p")
    monkeypatch.setenv("EDITOR", "'unclosed")

    assert editor.opened(tmp_path / "a.py", 3) == "Opened in zed"
    assert heard(out) == [f"{tmp_path}/a.py:3"]
    (tmp_path / "zed").unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert editor.opened(tmp_path / "a.py", 3) == editor.NONE
