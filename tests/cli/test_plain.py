"""Words and paths are taken as Typer takes them, without what Typer imports for that."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from typer.main import get_command

from scaffold.cli import plain

LINES = [
    "update",
    "update a b --to 1.0.0 --check",
    "update a --both",
    "update a --one --json",
    "update --to",
    "update secret",
    "status -C a",
    "status -C secret",
    "status -C a --json --no-such",
    "add resource",
    "add resource x:string y:string -C a",
    "add field post z:string",
    "rename field post a",
    "set",
    "set database=postgresql -C a --both",
    "set --unknown",
    "twin",
    "twin b -C a --no-git",
    "templates export",
    "templates export out",
    "check a b c",
    "nothing",
    "--json=1 update",
]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the commands were called with; none is carried out."""
    calls: list[dict[str, Any]] = []

    def replaced(command: Any) -> Any:
        for one in getattr(command, "commands", {}).values():
            replaced(one)
        if not hasattr(command, "commands"):
            command.callback = lambda **given: calls.append({"command": command.name, **given})
        return command

    monkeypatch.setattr("typer.main.get_command", lambda it: replaced(get_command(it)))
    return calls


@pytest.mark.parametrize("line", LINES)
def test_a_command_is_called_as_typer_calls_it(
    here: Path, run: Run, told: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    for name in ("a", "b", "secret"):
        (here / name).mkdir()
    access = os.access
    monkeypatch.setattr("os.access", lambda path, mode: Path(path).name != "secret" and access(path, mode))

    quick = run(*line.split()), list(told)
    told.clear()
    with monkeypatch.context() as slow:
        slow.setattr(plain, "quicken", lambda command: command)
        typers = run(*line.split()), list(told)

    assert quick == typers
    assert ("secret" in line) <= (quick[0].code == 2)


@pytest.mark.parametrize("line", ["update", "undo", "status -C .", "add resource post:references", "set metrics=on"])
def test_pydantic_is_not_imported_for_words_and_paths(tmp_path: Path, line: str) -> None:
    program = (
        "import sys; from scaffold.cli import main\n"
        f"try: main({line.split()!r})\n"
        "finally: print(sorted(set(sys.modules) & {'copier', 'pydantic', 'inflect', 'rich'}))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=tmp_path)

    assert ended.returncode == 2
    assert ended.stdout.splitlines()[-1] == "[]"
