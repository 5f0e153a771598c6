"""Help, and completion for four shells."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run

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
def test_a_script_can_be_shown_for_each_shell(shell: str, word: str, tmp_path: Path) -> None:
    environment = {**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    ended = subprocess.run(
        [*NAMED, "--show-completion", shell], env=environment, capture_output=True, text=True, check=False, cwd=tmp_path
    )

    assert ended.returncode == 0, ended.stderr
    assert word in ended.stdout


def test_completion_can_be_installed(tmp_path: Path) -> None:
    environment = {**os.environ, "HOME": str(tmp_path), "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
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
source <(_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION=1 scaffold --show-completion bash)
COMP_WORDS=(scaffold new --framework fl); COMP_CWORD=3
_scaffold_completion scaffold; echo "${COMPREPLY[@]}"
"""
    ended = subprocess.run(
        ["bash", "-c", script],
        env={**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True, text=True, check=True, cwd=tmp_path,
    )  # fmt: skip

    assert ended.stdout.strip() == "flask", ended.stderr


def test_the_help_names_every_command_and_fits_80_columns(run: Run) -> None:
    for words in ([], ["new"], ["recipes"], ["options"]):
        text = run(*words, "--help").out
        assert "Usage: scaffold" in text
        assert all(len(line) <= 80 for line in text.splitlines())
    assert all(f"  {name} " in run("--help").out for name in ("new", "recipes", "options"))


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
