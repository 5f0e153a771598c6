"""A forked process is told from one of its own by nothing that a scenario looks at."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import forked
import pytest

SCRIPT = """\
import os, signal, sys
print(sys.argv[1:], os.getcwd(), os.environ.get("SAID"), sys.stdin.read(), oct(os.umask(0)), len(os.environ))
print("problem", file=sys.stderr)
if "kill" in sys.argv:
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGTERM)
sys.exit(7)
"""


@pytest.mark.parametrize("word", ["kill", "exit", "alone"])
def test_it_is_as_a_process_of_its_own(word: str, tmp_path: Path) -> None:
    (tmp_path / "it.py").write_text(SCRIPT)
    forked.client(tmp_path / "it.py", tmp_path / "it", alone="alone")
    env = {"SAID": "ä\n", "alone" if word == "alone" else "other": ""}

    ended, itself = (
        subprocess.run(
            [*program, word, "ü"], cwd=tmp_path, env=env, input="in", capture_output=True, text=True, check=False
        )
        for program in ([tmp_path / "it"], [sys.executable, tmp_path / "it.py"])
    )

    assert (ended.returncode, ended.stdout, ended.stderr) == (itself.returncode, itself.stdout, itself.stderr)
    assert ended.returncode == (-15 if word == "kill" else 7)


def test_a_mistake_is_told(tmp_path: Path) -> None:
    (tmp_path / "it.py").write_text("1 / 0\n")
    forked.client(tmp_path / "it.py", tmp_path / "it")

    ended = subprocess.run([tmp_path / "it"], capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert ended.stderr.endswith("ZeroDivisionError: division by zero\n")
