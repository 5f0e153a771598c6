"""Help, and completion for four shells."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, command

from scaffold.actions import docs
from scaffold.cli import app

NAMED = [sys.executable, "-m", "scaffold"]


def completed(shell: str, words: str, tmp_path: Path, *, incomplete: str = "") -> list[str]:
    environment = {
        **os.environ,
        "_SCAFFOLD_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": incomplete,
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    ended = subprocess.run(NAMED, env=environment, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert ended.stderr == ""
    return ended.stdout.split()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_flags_and_values_are_completed(shell: str, tmp_path: Path) -> None:
    values = " ".join(completed(shell, "scaffold new --framework ex", tmp_path, incomplete="ex"))
    flags = " ".join(completed(shell, "scaffold new --data", tmp_path, incomplete="--data"))
    commands = " ".join(completed(shell, "scaffold rec", tmp_path, incomplete="rec"))
    recipes = " ".join(completed(shell, "scaffold new --recipe bl", tmp_path, incomplete="bl"))

    assert "express" in values
    assert "flask" not in values
    assert "--database" in flags
    assert "recipes" in commands
    assert "blog" in recipes


@pytest.mark.parametrize(
    ("shell", "word"),
    [("bash", "complete -o default"), ("zsh", "compdef"), ("fish", "complete --command"), ("powershell", "Register-")],
)
def test_a_script_is_shown_for_the_shell_that_is_named(shell: str, word: str, tmp_path: Path) -> None:
    """Whichever shell runs it."""
    ended = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m scaffold --show-completion {shell}; true"],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr
    assert word in ended.stdout


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("compare --concept errors.h", "errors.handler"),
        ("concepts errors.h", "errors.handler"),
        ("remove resource po", "post"),
        ("rename resource co", "comment"),
        ("add field ta", "tag"),
        ("remove field post ti", "title"),
        ("change field post ti", "title"),
        ("add rule post un", "unique("),
        ("add rule post unique(ti", "unique(title"),
        ("add rule post index(title,st", "index(title,status"),
        ("set cor", "cors=on cors=off"),
        ("new --with docs,se", "docs,security docs,seeds"),
        ("docs up", "updating"),
    ],
)
def test_names_of_templates_and_of_the_project_are_completed(words: str, found: str) -> None:
    place = Path(__file__).parents[2] / "examples/blog/flask"

    assert " ".join(completed("bash", f"scaffold {words}", place)) == found


def test_completion_can_be_installed(tmp_path: Path) -> None:
    environment = {**os.environ, "HOME": str(tmp_path)}
    ended = subprocess.run(
        [*NAMED, "--install-completion", "bash"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert ended.returncode == 0, ended.stderr
    assert "scaffold" in (tmp_path / ".bash_completions/scaffold.sh").read_text()


def test_bash_itself_completes(tmp_path: Path) -> None:
    """The script, in a real shell."""
    folder = Path(sys.executable).parent
    script = """
source <(scaffold --show-completion bash)
COMP_WORDS=(scaffold new --framework fl); COMP_CWORD=3
_scaffold_completion scaffold; echo "${COMPREPLY[@]}"
"""
    ended = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True, text=True, check=True, cwd=tmp_path,
    )  # fmt: skip

    assert ended.stdout.strip() == "flask", ended.stderr


def every_command() -> list[tuple[str, ...]]:
    program: Any = app.build([])
    found = []
    for name, one in program.commands.items():
        inner = getattr(one, "commands", {})
        found += [(name, *more) for more in ([], *([each] for each in inner))]
    return found


@pytest.mark.parametrize("words", [(), *every_command()], ids=" ".join)
def test_every_help_has_an_example_and_a_page_and_fits_80_columns(words: tuple[str, ...], run: Run) -> None:
    text = run(*words, "--help").out

    assert text.startswith(f"Usage: scaffold {' '.join(words)}".rstrip())
    assert all(len(line) <= 80 for line in text.splitlines())
    assert "<" not in text
    example = text.partition("\nExample")[2].partition(":\n  ")[2].splitlines()[0]
    assert example.startswith(" ".join(["scaffold", *words[:1]]))
    page = text.partition("\nRead on:\n  scaffold docs")[2].strip()
    assert text.partition("\nRead on:")[2]
    assert not page or page in docs.pages()


def test_commands_stand_in_groups(run: Run) -> None:
    text = run("--help").out
    groups = {block.splitlines()[0]: block for block in text.split("\n\n")}

    for heading, names in {
        "Make:": ("new", "start", "twin"),
        "Change:": ("set", "add", "remove", "rename", "undo"),
        "Compare:": ("compare", "concepts", "check"),
        "Keep:": ("update", "status", "doctor"),
    }.items():
        assert all(f"\n  {name} " in groups[heading] for name in names)


@pytest.mark.parametrize("words", [("compare",), ("add", "field"), ("twin",)])
def test_a_bad_option_leads_to_the_help_of_its_command(words: tuple[str, ...], run: Run) -> None:
    assert f"Fix: run `scaffold {' '.join(words)} --help`" in run(*words, "--xyzzy").err


@pytest.mark.parametrize(
    ("words", "what", "fix"),
    [
        ("nwe", "there is no command `nwe`", "did you mean `new`? `scaffold --help` tells"),
        ("xyzzy", "there is no command `xyzzy`", "run `scaffold --help` to see"),
        ("add feild post x", "there is no command `feild`", "did you mean `field`? `scaffold add --help` tells"),
        (
            "new --framwork flask",
            "there is no option `--framwork`",
            "did you mean `--framework`? `scaffold new --help`",
        ),
        ("new one two", "there is a word too many: `two`", "run `scaffold new --help` to see"),
        ("new --framework", "option `--framework` requires an argument", "run `scaffold new --help` to see"),
    ],
)
def test_a_slip_of_the_pen_is_told_with_the_nearest_word(words: str, what: str, fix: str, run: Run) -> None:
    told = run(*words.split())

    assert told.code == 2
    assert f"Problem: {what}." in told.err
    assert f"Fix: {fix}" in told.err


def test_a_command_without_its_words_tells_what_is_missing_or_shows_its_help(run: Run) -> None:
    assert run("twin").err.startswith("Problem: missing argument `DIRECTORY`.")
    assert run("twin").code == 2
    assert run("add").out == run("add", "--help").out
    assert run("add").code == 0


def test_the_documentation_is_read_here(run: Run) -> None:
    assert "updating" in run("docs").out
    assert run("docs", "updating").out == docs.pages()["updating"].read_text().rstrip() + "\n"
    assert "did you mean `updating`?" in run("docs", "updatng").err


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_is_closed_is_no_terminal(closed: str, tiny: Path, here: Path) -> None:
    words = shlex.join(command(tiny, "new", "shop", "--framework", "flask", "--no-git"))

    ended = subprocess.run(["bash", "-c", f"{words} {closed}"], capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stderr
    assert (here / "shop/README.md").is_file()
    assert "Error" not in ended.stderr


def test_no_words_are_a_call_for_help(run: Run) -> None:
    assert run().out == run("--help").out
    assert run().code == 0


def test_every_flag_of_the_issue_is_there(run: Run) -> None:
    text = run("new", "--help").out
    for flag in (
        *("--framework", "--database", "--resource", "--recipe", "--with", "--without", "--set", "--answers"),
        *("--yes", "--dry-run", "--git / --no-git", "--install / --no-install", "--json", "--debug"),
    ):
        assert flag in text
