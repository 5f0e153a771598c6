"""All or nothing: whatever goes wrong, nothing is left, and nobody else's work is touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scaffold.core.answers import FILE
from scaffold.core.problem import Problem
from scaffold.outside import files


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_was_filled_appears_whole(tmp_path: Path) -> None:
    with files.aside(tmp_path / "a/b/project") as folder:
        (folder / "x").write_text("x")
        assert not (tmp_path / "a/b/project").exists()

    assert (tmp_path / "a/b/project/x").read_text() == "x"
    assert entries(tmp_path / "a/b") == ["project"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()

    with files.aside(tmp_path / "project") as folder:
        (folder / "x").write_text("x")

    assert entries(tmp_path / "project") == ["x"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_error_leaves_nothing_not_even_parents(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), files.aside(tmp_path / "a/b/project") as folder:
        (folder / "x").write_text("x")
        raise error

    assert entries(tmp_path) == []


def test_parents_that_were_there_stay(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()

    with pytest.raises(ValueError, match="x"), files.aside(tmp_path / "a/b/project"):
        raise ValueError("x")

    assert entries(tmp_path) == ["a"]
    assert entries(tmp_path / "a") == []


def test_a_folder_that_fills_up_meanwhile_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="cannot create"), files.aside(tmp_path / "project") as folder:
        (folder / "x").write_text("ours")
        (tmp_path / "project").mkdir()
        (tmp_path / "project/x").write_text("theirs")

    assert (tmp_path / "project/x").read_text() == "theirs"
    assert entries(tmp_path) == ["project"]


def test_a_place_that_cannot_be_written_is_a_problem_outside(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(Problem) as failed, files.aside(tmp_path / "file/a/project"):
        pass

    assert failed.value.exit == 3
    assert entries(tmp_path) == ["file"]


def test_leftovers_of_dead_programs_are_swept_and_no_others(tmp_path: Path) -> None:
    dead = tmp_path / f"{files.PREFIX}dead"
    (dead / "project").mkdir(parents=True)
    (dead / files.LOCK).write_text("")
    bare = tmp_path / f"{files.PREFIX}bare"
    bare.mkdir()
    (tmp_path / f"{files.PREFIX}file").write_text("a person's")
    other = tmp_path / ".scaffolding"
    other.mkdir()
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (outside / "precious").write_text("")
    (tmp_path / f"{files.PREFIX}link").symlink_to(outside)

    with files.aside(tmp_path / "one") as alive, files.aside(tmp_path / "two"):
        assert alive.is_dir()

    assert entries(tmp_path) == [
        f"{files.PREFIX}file",
        f"{files.PREFIX}link",
        ".scaffolding",
        "elsewhere",
        "one",
        "two",
    ]
    assert entries(outside) == ["precious"]


def test_the_work_of_another_program_that_is_alive_is_not_swept(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from scaffold.outside import files\n"
        f"with files.aside(pathlib.Path({str(tmp_path / 'other')!r})) as folder:\n"
        "    print(folder, flush=True); sys.stdin.readline(); (folder / 'x').write_text('x')"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin
        assert other.stdout
        folder = Path(other.stdout.readline().strip())
        files.sweep(tmp_path)
        assert folder.is_dir()
        other.stdin.write("\n")
        other.stdin.close()
        assert other.wait() == 0

    assert entries(tmp_path) == ["other"]


def test_a_file_system_without_locks_is_a_problem_and_no_endless_loop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(descriptor: int) -> None:
        raise OSError("no locks here")

    monkeypatch.setattr(files, "_lock_file", refuse)

    with pytest.raises(Problem, match="cannot create"), files.aside(tmp_path / "project"):
        pass

    assert entries(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permission")
def test_a_read_only_folder_is_a_problem_and_stays_as_it_is(tmp_path: Path) -> None:
    """As a user without rights, since root can write anywhere."""
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents[:3]:
        parent.chmod(parent.stat().st_mode | 0o055)
    program = (
        "import os, pathlib\n"
        "from scaffold.outside import files\nfrom scaffold.core.problem import Problem\n"
        "if os.getuid() == 0: os.setuid(65534)\n"
        "else: os.chmod(os.getcwd(), 0o555)\n"
        "try:\n"
        "    with files.aside(pathlib.Path.cwd() / 'a/project'): pass\n"
        "except Problem as problem: print(problem.exit, problem.why)"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    tmp_path.chmod(0o755)

    assert ended.stdout == "3 permission denied\n", ended.stderr
    assert entries(tmp_path) == []


def test_a_folder_that_one_is_in_is_filled_and_the_answers_come_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    moved = []
    rename = Path.rename

    def noted(path: Path, to: Path) -> Path:
        moved.append(path.name)
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", noted)

    with files.aside(tmp_path) as folder:
        for name in (FILE, "app", "z"):
            (folder / name).write_text("")

    assert moved == ["app", "z", FILE]
    assert entries(tmp_path) == sorted(moved)


def test_a_folder_that_fills_up_while_it_is_filled_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Problem, match="cannot create"), files.aside(tmp_path) as folder:
        for name in ("a", "b", FILE):
            (folder / name).write_text("ours")
        (tmp_path / "b").write_text("theirs")

    assert entries(tmp_path) == ["b"]
    assert (tmp_path / "b").read_text() == "theirs"


@pytest.mark.parametrize("done", [False, True])
def test_what_a_program_that_was_killed_had_moved_in_is_taken_back(tmp_path: Path, done: bool) -> None:
    hidden = tmp_path / ".scaffold-dead"
    (hidden / "work").mkdir(parents=True)
    (hidden / files.MOVED).write_text(f"work\na\nb\n{FILE}")
    (tmp_path / "a").mkdir()
    (tmp_path / "a/file").write_text("")
    for name in ("b", FILE):
        (tmp_path if done else hidden / "work").joinpath(name).write_text("")

    assert files.entries(tmp_path) == (sorted(["a", "b", FILE]) if done else [])
    assert not hidden.exists()
