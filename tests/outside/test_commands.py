"""Other programs: what they say, and that they never take the project down with them."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from scaffold.outside import commands


def test_a_program_that_works_is_done(tmp_path: Path) -> None:
    ended = commands.run(tmp_path, sys.executable, "-c", "print('a'); print('b')")

    assert ended == commands.Outcome(True, "b", "a\nb\n")


def test_a_program_that_fails_tells_its_last_line(tmp_path: Path) -> None:
    ended = commands.run(tmp_path, sys.executable, "-c", "import sys; print('first'); sys.exit('because')")

    assert ended == commands.Outcome(False, "because", "first\n")


def test_a_program_that_says_nothing_tells_its_number(tmp_path: Path) -> None:
    assert commands.run(tmp_path, sys.executable, "-c", "exit(4)").said == "it ended with 4"


def test_a_program_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert commands.run(tmp_path, "no-such-program").said == "`no-such-program` is not installed"


def test_a_program_never_waits_for_an_answer(tmp_path: Path) -> None:
    assert not commands.run(tmp_path, sys.executable, "-c", "input()").done


def test_a_repository_is_seen_from_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not commands.inside_repository(tmp_path / "a/b")
    commands.run(tmp_path, "git", "init", "-q")
    monkeypatch.setenv("GIT_DIR", "/nowhere")

    assert commands.inside_repository(tmp_path / "a/b")


def test_a_program_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    ended = commands.run(tmp_path, sys.executable, "-c", "import time; time.sleep(60)", seconds=1)

    assert ended == commands.Outcome(False, "it did not end within 1 seconds")


def test_a_program_that_is_apart_has_a_group_of_its_own(tmp_path: Path) -> None:
    says = "import os; print(os.getpgid(0) == os.getpid())"

    assert commands.run(tmp_path, sys.executable, "-c", says, apart=True).said == "True"
    assert commands.run(tmp_path, sys.executable, "-c", says).said == "False"


def test_of_node_the_error_is_told_and_not_its_version(tmp_path: Path) -> None:
    said = "at x:1\\n  ^\\n\\nTypeError [CODE]: no such thing\\n    at y:2\\n\\nNode.js v24.0.0\\n"

    ended = commands.run(tmp_path, sys.executable, "-c", f"import sys; sys.exit('{said}')")

    assert ended.said == "TypeError [CODE]: no such thing"


def test_what_is_apart_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    says = "import subprocess; p = subprocess.Popen(['sleep', '62.5']); open('child', 'w').write(str(p.pid)); p.wait()"

    ended = commands.run(tmp_path, sys.executable, "-c", says, seconds=2, apart=True)

    state = Path("/proc", (tmp_path / "child").read_text(), "stat")
    end = time.monotonic() + 10
    # Why again: a process that was killed may still be on its way out.
    while (lives := state.exists() and state.read_text().split()[2] != "Z") and time.monotonic() < end:
        time.sleep(0.05)
    assert not ended.done
    assert not lives
