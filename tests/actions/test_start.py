"""`scaffold start`: both sides of a pair run together, and nothing of them is left."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from served import left, running

from scaffold.core.problem import Problem
from scaffold.outside.live import development
from scaffold.outside.live.apps import free_port

# A side that starts another program, as reloaders do, and answers on the port in a variable.
SERVER = f"""\
#!{sys.executable}
import http.server, os, subprocess, sys
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(77.125)"])
print("hello from", os.environ["{{key}}"], flush=True)
{{more}}
http.server.HTTPServer(("127.0.0.1", int(os.environ["{{key}}"])), http.server.BaseHTTPRequestHandler).serve_forever()
"""
Start = Callable[..., "subprocess.Popen[str]"]


def program(file: Path, key: str, more: str = "") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(SERVER.format(key=key, more=more))
    file.chmod(0o755)


@pytest.fixture
def pair(tiny: Path, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pair whose sides are programs of the test."""
    assert run("new", "shop", "--framework", "both", "--no-git").code == 0
    program(here / "shop/flask/.venv/bin/flask", "FLASK_RUN_PORT")
    program(here / "bin/npm", "PORT")
    (here / "shop/express/node_modules").mkdir()
    (here / "shop/flask/.flaskenv").write_text("FLASK_APP=app\n")
    monkeypatch.setenv("PATH", str(here / "bin"), prepend=os.pathsep)
    monkeypatch.setenv("FLASK_RUN_PORT", str(free_port()))
    monkeypatch.setenv("PORT", str(free_port()))
    return here / "shop"


def until(process: subprocess.Popen[str], word: str) -> str:
    """What it says on stderr, up to a line with a word."""
    assert process.stderr
    said = ""
    for line in process.stderr:
        said += line
        if word in line:
            return said
    raise AssertionError(said)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_both_run_until_they_are_told_to_end(pair: Path, tiny: Path, start: Start, number: signal.Signals) -> None:
    process = start(tiny, "start", "shop")
    told = until(process, "Ctrl-C")
    assert len(list(running(pair))) >= 4
    process.send_signal(number)

    out, err = process.communicate(timeout=20)

    assert f"flask    http://127.0.0.1:{os.environ['FLASK_RUN_PORT']}\n" in told
    assert f"express  http://127.0.0.1:{os.environ['PORT']}\n" in told
    assert f"flask   | hello from {os.environ['FLASK_RUN_PORT']}\n" in out
    assert f"express | hello from {os.environ['PORT']}\n" in out
    assert left(pair) == []
    if number == signal.SIGINT:
        assert process.returncode == 0
        assert "Ended flask and express\n" in err


def test_one_is_started_alone(pair: Path, tiny: Path, start: Start) -> None:
    process = start(tiny, "start", "shop/express")
    told = until(process, "Ctrl-C ends it.")
    process.send_signal(signal.SIGINT)

    out, _ = process.communicate(timeout=20)

    assert "flask" not in told + out
    assert left(pair) == []


def test_a_side_that_dies_tells_why_and_ends_the_other(pair: Path, tiny: Path, start: Start) -> None:
    program(pair / "flask/.venv/bin/flask", "FLASK_RUN_PORT", "raise SystemExit('no such table: notes')")

    process = start(tiny, "start", "shop")
    _, err = process.communicate(timeout=30)

    assert process.returncode == 3
    assert "Problem: `flask` ended by itself." in err
    assert "it ended with 1" in err
    assert "no such table: notes" in err
    assert left(pair) == []


def test_a_side_that_does_not_end_is_ended(pair: Path, tiny: Path, start: Start) -> None:
    program(
        pair / "flask/.venv/bin/flask", "FLASK_RUN_PORT", "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    )
    process = start(tiny, "start", "shop/flask")
    until(process, "Ctrl-C")
    process.send_signal(signal.SIGINT)

    process.communicate(timeout=development.GRACE + 20)

    assert left(pair) == []


def test_what_is_missing_is_told_before_anything_is_started(pair: Path, run: Run) -> None:
    (pair / "flask/.venv/bin/flask").unlink()
    (pair / "express/node_modules").rmdir()

    ended = run("start", "shop")

    assert ended.code == 3
    assert "cd shop/flask && uv sync" in ended.err
    assert "cd shop/express && npm install" in ended.err
    assert left(pair) == []


def test_a_port_that_is_taken_is_told_with_another(pair: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(os.environ["PORT"])))
        taken.listen()
        with pytest.raises(Problem) as refused:
            development.side("express", pair / "express")

    assert f"`PORT={int(os.environ['PORT']) + 1} scaffold start`" in refused.value.fix


def test_each_side_has_a_colour_of_its_own_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    from scaffold import console

    console.hear("flask", "a\x1b[31mred\x1b[0m line")

    assert capsys.readouterr().out == "flask   | ared line\n"
    assert console.SIDES["flask"] != console.SIDES["express"]
