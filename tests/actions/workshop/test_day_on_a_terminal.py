"""Somebody goes through two hours on a terminal, with all that goes wrong in a room."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pexpect
import pytest
from actions.workshop.states import git, told
from parity.machine import FRAMEWORKS, link
from parity.projects import installed

pytestmark = pytest.mark.long

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
EXERCISE = "    # Exercise: say that it lives.\n    return {}\n"


class Shell:
    """A terminal of 80 columns in a folder, with no name of git and an empty home."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.around = {**kept, "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "TERM": "xterm-256color", "PATH": path}

    def type(self, command: str, code: int = 0) -> str:
        """What is on the screen after a command; no line is longer than it is wide."""
        child = pexpect.spawn(
            "sh", ["-c", command], cwd=str(self.folder), env=self.around, encoding="utf-8", timeout=300,
            dimensions=(50, 80),
        )  # fmt: skip
        child.expect(pexpect.EOF)
        child.close()
        said = ESCAPES.sub("", str(child.before)).replace("\r\n", "\n")
        said = "\n".join(line.rpartition("\r")[2] for line in said.split("\n"))
        assert child.exitstatus == code, f"{command}\n{said}"
        # Why not those: words of git and what is to be pasted are as long as they are, and code has 88 columns.
        own = code < 2 and command.startswith("scaffold") and not command.endswith(("--peek", "--mine"))
        assert not own or max(map(len, said.split("\n"))) <= 80, said
        return said


def test_two_hours(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    Shell(tmp_path, home).type("scaffold workshop new day")
    day = tmp_path / "day"
    for framework in FRAMEWORKS:
        link(framework, day / framework, installed(framework))
    shell = Shell(day, home)

    # The exercise is done by hand, on one side.
    assert "Step 1 of 8: One route, one test" in shell.type("scaffold workshop start --side flask")
    assert "0 of 1 of the exercise" in shell.type("scaffold workshop check", code=1)
    assert "Hint 1 of 2" in shell.type("scaffold workshop hint")
    file = day / "flask/app/home.py"
    file.write_text(file.read_text().replace(EXERCISE, '    return {"status": "ok"}\n'))
    assert "Step 1 is done" in shell.type("scaffold workshop check")
    assert "return {" in shell.type("scaffold workshop diff --mine")

    # A typo in a file that all others import.
    assert "What you had is kept as saved/" in shell.type("scaffold workshop next")
    (day / "flask/app/errors.py").write_text("def init_app(app:\n")
    assert "the tests did not run" in shell.type("scaffold workshop check", code=1)
    shell.type("scaffold workshop reset flask/app/errors.py")
    assert "0 of 1 of the exercise" in shell.type("scaffold workshop check", code=1)

    # A folder is deleted, and they want to see the other side.
    shutil.rmtree(day / "express")
    assert "The folder `express` is gone" in shell.type("scaffold workshop where")
    shell.type("scaffold workshop start --side both")
    assert "express/package.json` is not there" in shell.type("scaffold workshop check", code=2)
    shell.type("scaffold workshop catch-up 2")
    assert (day / "express/package.json").is_file()
    link("express", day / "express", installed("express"))

    # A branch, and commits with a name that only they have.
    who = "git -c user.name=Ada -c user.email=ada@example.org"
    shell.type("scaffold workshop next")
    shell.type(f"git switch -q -c own && echo own > own.txt && git add -A && {who} commit -q -m own")
    assert "You are on the branch own" in shell.type("scaffold workshop where")

    # A rebase stops in the middle.
    shell.type("git switch -q work && echo mine > STEP.md")
    shell.type(f"{who} commit -q -a -m mine && {who} rebase 04-table", code=1)
    assert "git has begun a rebase" in shell.type("scaffold workshop where")
    before = told(day)
    assert "Step 4 of 8: Notes in a table" in shell.type("scaffold workshop catch-up table")
    assert git(day, "status", "--porcelain") == ""
    shell.type("scaffold workshop saved --back")
    assert told(day) == before
    shell.type("scaffold workshop catch-up table")

    # The solution is looked at, and taken; and so on to the end.
    assert "+    db.session.delete(" in shell.type("scaffold workshop solution --peek")
    shell.type("scaffold workshop solution")
    said = shell.type("scaffold workshop check")
    assert "Step 4 is done" in said
    assert said.count("1 of 1 of the exercise") == 2
    for number in range(5, 9):
        assert f"Step {number} of 8" in shell.type("scaffold workshop next")
    assert "this was the last step" in shell.type("scaffold workshop next", code=2)
    assert len(git(day, "branch", "--list", "saved/*").split()) == 5
    assert git(day, "show", "own:own.txt") == "own\n"
