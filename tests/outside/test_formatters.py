"""What the templates make is formatted as the project is, by the project's own formatter, where that can be told."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from parity.projects import installed

from scaffold.outside import commands, formatters, trees
from scaffold.outside.trees import File, Tree

RUFF = Path(sys.executable).parent / "ruff"
PLACE = ".venv/bin/ruff"
SETTINGS = b'[project]\nname = "shop"\n'
SINGLE = b'[tool.ruff.format]\nquote-style = "single"\n'
BIOME = b'{"formatter": {"indentStyle": "space", "lineWidth": 88}, "linter": {"rules": {}}}\n'

BASE = {
    "pyproject.toml": File(SETTINGS),
    "app/one.py": File(b'ONE = "one"\nTWO = "two"\nTHREE = "three"\n'),
    "app/two.py": File(b'TWO = "two"\n'),
    "README.md": File(b'Say "hello".\n'),
}
THEIRS = {
    "pyproject.toml": File(SETTINGS),
    "app/one.py": File(b'ONE = "1"\nTWO = "two"\nTHREE = "three"\n'),
    "app/two.py": File(b'TWO = "2"\n'),
    "app/new.py": File(b'NEW = "new"\n', executable=True),
    "README.md": File(b'Say "good morning".\n'),
}


def single(file: File) -> File:
    return file._replace(content=file.content.replace(b'"', b"'"))


OURS = {
    "pyproject.toml": File(SETTINGS + SINGLE),
    "app/one.py": File(b"ONE = 'one'\nTWO = 'two'\nTHREE = 'three'\nMINE = 'mine'\n"),
    "app/two.py": single(BASE["app/two.py"]),
    "README.md": BASE["README.md"],
}
AS_THEY_WERE = (BASE, THEIRS)
FORMATTED = tuple(
    {path: single(file) if path.endswith(".py") else file for path, file in tree.items()} for tree in AS_THEY_WERE
)

Project = Callable[..., tuple[Tree, Tree]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """What becomes of the templates' sides in a repository with these files, and Ruff where an installer puts it."""
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    folder = tmp_path / "shop"

    def made(
        ours: Tree = OURS, base: Tree = BASE, theirs: Tree = THEIRS, program: Path | str = RUFF
    ) -> tuple[Tree, Tree]:
        if not folder.exists():
            trees.write({**ours, ".gitignore": File(b".venv/\nnode_modules/\n")}, folder)
            git(folder, "init", "-q")
            git(folder, "add", "-A")
            put(folder / PLACE, program)
        return formatters.formatted(folder, base, base, ours, theirs)

    return made


def put(place: Path, program: Path | str) -> None:
    """Puts a program somewhere: a file, or the text of a script."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(program, Path):
        shutil.copy2(program, place)
    else:
        place.write_text(f"#!/bin/sh\n{program}\n")
    place.chmod(0o755)


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


def test_all_that_a_formatted_project_gets_is_formatted_alike(project: Project) -> None:
    assert project() == FORMATTED


def test_nothing_is_started_where_the_settings_are_those_of_the_templates(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "run", lambda *_, **__: pytest.fail("a program was started"))
    lint = File(SETTINGS + b'[tool.ruff.lint]\nselect = ["E"]\n')

    assert project({**OURS, "pyproject.toml": lint}) == AS_THEY_WERE


@pytest.mark.parametrize(
    "settings",
    [SETTINGS, b"[tool.ruff", b"\xff", b"tool = 1\n", b"[tool]\nruff = 1\n"],
    ids=["none", "broken", "no text", "no table", "no settings"],
)
def test_nothing_is_started_without_settings_that_can_be_read(
    project: Project, settings: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "run", lambda *_, **__: pytest.fail("a program was started"))

    assert project({**OURS, "pyproject.toml": File(settings)}) == AS_THEY_WERE


def test_settings_may_be_in_a_file_of_their_own(project: Project) -> None:
    own = File(b'[format]\nquote-style = "single"\n')

    assert project({**OURS, "pyproject.toml": File(SETTINGS), "ruff.toml": own}) == FORMATTED


def test_a_file_that_the_formatter_would_change_is_merged_as_it_is(project: Project) -> None:
    base, theirs = project({**OURS, "app/one.py": File(b"ONE  =  'mine'\n")})

    assert (base["app/one.py"], theirs["app/one.py"]) == (BASE["app/one.py"], THEIRS["app/one.py"])
    assert (base["app/two.py"], theirs["app/new.py"]) == (FORMATTED[0]["app/two.py"], FORMATTED[1]["app/new.py"])


def test_a_file_that_is_kept_from_the_formatter_is_merged_as_it_is(project: Project) -> None:
    kept = File(b"# fmt: off\n" + BASE["app/one.py"].content)

    base, theirs = project({**OURS, "app/one.py": kept})

    assert (base["app/one.py"], theirs["app/one.py"]) == (BASE["app/one.py"], THEIRS["app/one.py"])
    assert theirs["app/two.py"] == FORMATTED[1]["app/two.py"]


def test_where_such_a_file_may_have_moved_new_ones_stay_as_they_are(project: Project) -> None:
    moved = {path.replace("one", "first"): file for path, file in THEIRS.items()}
    kept = File(b"# fmt: off\n" + BASE["app/one.py"].content)

    assert project(theirs=moved)[1]["app/first.py"] == FORMATTED[1]["app/one.py"]
    assert project({**OURS, "app/one.py": kept}, theirs=moved)[1]["app/first.py"] == THEIRS["app/one.py"]


def test_a_project_that_is_not_formatted_so_gets_what_the_templates_make(project: Project) -> None:
    assert project({**BASE, "pyproject.toml": OURS["pyproject.toml"]}) == AS_THEY_WERE


def test_line_ends_of_another_system_are_no_other_format(project: Project) -> None:
    crlf = {path: file._replace(content=file.content.replace(b"\n", b"\r\n")) for path, file in OURS.items()}

    assert project(crlf) == FORMATTED


def test_what_a_person_deleted_is_formatted_as_the_rest_is(project: Project) -> None:
    assert project({path: file for path, file in OURS.items() if path != "app/one.py"}) == FORMATTED


@pytest.mark.parametrize(
    "program",
    ["exit 1", "sed -i s/one/1/ app/one.py; exit 1", "rm -r app", "sleep 60", "sleep 60 & wait"],
    ids=["fails", "fails half way", "removes files", "hangs", "hangs behind another"],
)
def test_a_formatter_that_does_not_do_its_work_is_as_if_there_was_none(
    project: Project, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formatters, "SECONDS", 0.5)
    started = time.monotonic()

    assert project(program=program) == AS_THEY_WERE
    assert time.monotonic() - started < 30


@pytest.mark.parametrize("program", ["grep -q MINE app/one.py", "! grep -q 1 app/one.py"], ids=["base", "theirs"])
def test_a_formatter_that_fails_later_is_as_if_there_was_none(project: Project, program: str) -> None:
    assert project(program=program) == AS_THEY_WERE


def test_a_formatter_that_hangs_leaves_nothing_running(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(formatters, "SECONDS", 0.5)

    project(program=f"sleep 60 & echo $! > {tmp_path}/number; wait")

    stat = Path("/proc", (tmp_path / "number").read_text().strip(), "stat")
    assert not stat.exists() or stat.read_text().split()[2] in "ZX"


def test_the_formatter_sees_nothing_of_the_project_but_code_and_settings(project: Project, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    project(program=f"test -e {seen} || (find . -type f | sort; pwd) > {seen}")

    *files, folder = seen.read_text().split()
    assert files == ["./app/one.py", "./app/two.py", "./pyproject.toml"]
    assert not Path(folder).exists()


def test_a_formatter_on_the_path_will_do(project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    put(tmp_path / "bin/ruff", RUFF)
    project()
    (tmp_path / "shop" / PLACE).unlink()

    assert project() == AS_THEY_WERE
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=":")
    assert project() == FORMATTED


def test_no_program_is_taken_from_where_one_happens_to_be(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    project()
    (tmp_path / "shop" / PLACE).rename(tmp_path / "ruff")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".", prepend=":")

    assert project() == AS_THEY_WERE
    assert formatters._program(formatters.FORMATTERS[0], tmp_path / "shop") is None


def committed(folder: Path) -> None:
    git(folder, "add", "--force", PLACE)


def behind_a_link(folder: Path) -> None:
    (folder / ".venv").rename(folder / "tools")
    (folder / ".venv").symlink_to("tools")
    git(folder, "add", "--force", ".")


def in_a_submodule(folder: Path) -> None:
    other = folder / ".venv"
    git(other, "init", "-q")
    git(other, "add", "-A")
    git(other, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "Evil")
    git(folder, "-c", "protocol.file.allow=always", "submodule", "add", "--force", "./.venv", ".venv")


def a_link(folder: Path) -> None:
    (folder / PLACE).rename(folder / "evil")
    (folder / PLACE).symlink_to("../../evil")


def not_ignored(folder: Path) -> None:
    (folder / ".gitignore").write_text("")


def without_a_repository(folder: Path) -> None:
    shutil.rmtree(folder / ".git")


def for_everybody(folder: Path) -> None:
    (folder / PLACE).chmod(0o777)


def of_somebody_else(folder: Path) -> None:
    os.chown(folder / PLACE, 12345, 12345)


@pytest.mark.parametrize(
    "sent",
    [
        committed,
        behind_a_link,
        in_a_submodule,
        a_link,
        not_ignored,
        without_a_repository,
        for_everybody,
        pytest.param(
            of_somebody_else, marks=pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
        ),
    ],
)
def test_a_program_that_somebody_else_may_have_sent_is_not_run(
    project: Project, sent: Callable[[Path], None], tmp_path: Path
) -> None:
    evil, ran = f"touch {tmp_path}/ran", tmp_path / "ran"
    project(program=evil)
    assert ran.exists()
    ran.unlink()
    sent(tmp_path / "shop")

    assert project(program=evil) == AS_THEY_WERE
    assert not ran.exists()


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_biome_formats_what_it_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: bytes) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    place = formatters.FORMATTERS[1].installed[0]
    base = {
        "biome.json": File(BIOME),
        "src/app.ts": File(b'export const app = "app";\nexport const one = 1;\n'),
        "package.json": File(b'{ "name": "shop", "version": "1", "private": true }\n'),
    }
    theirs = {
        **base,
        "src/app.ts": File(b'export const app = "application";\nexport const one = 1;\n'),
        "src/new.ts": File(b'export const created = "new";\n'),
    }
    ours = {
        "biome.json": File(b'{ "javascript": { "formatter": { "quoteStyle": "single" } } }\n'),
        "src/app.ts": File(b"export const app = 'app';\nexport const one = 1;\nexport const mine = 'mine';\n"),
        "package.json": base["package.json"],
    }
    ours = {path: file._replace(content=file.content.replace(b"\n", ends)) for path, file in ours.items()}
    trees.write({**ours, ".gitignore": File(b"node_modules/\n")}, tmp_path)
    git(tmp_path, "init", "-q")
    put(tmp_path / place, installed("express") / place)

    old, new = formatters.formatted(tmp_path, base, base, ours, theirs)

    assert old == {**base, "src/app.ts": single(base["src/app.ts"])}
    assert new == {**theirs, "src/app.ts": single(theirs["src/app.ts"]), "src/new.ts": single(theirs["src/new.ts"])}


@pytest.mark.parametrize(
    ("files", "asked"),
    [
        ({"biome.json": BIOME}, {"formatter": {"indentStyle": "space", "lineWidth": 88}}),
        ({"biome.json": b'{"linter": {}, "$schema": "x", "vcs": {}, "assist": {}}'}, {}),
        ({"biome.jsonc": b"{ /* wide */ }"}, b"{ /* wide */ }"),
        ({"biome.json": b"[]"}, None),
        ({}, None),
    ],
)
def test_what_biome_is_asked_for_is_told_from_its_settings(files: dict[str, bytes], asked: object) -> None:
    assert formatters.FORMATTERS[1].asks(files) == asked
