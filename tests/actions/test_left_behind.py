"""However `scaffold serve` ends, and whatever its apps do: no process of it is left, and no folder."""

from __future__ import annotations

import os
import pty
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run, command
from served import left, program, ready, running, served

# An app that hears nothing: it is told to end, and goes on in a loop.
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.signal(signal.SIGHUP, signal.SIG_IGN)"
HANGS = f"{DEAF}\nimport threading\nthreading.Thread(target=lambda: all(iter(lambda: True, False))).start()"


@pytest.fixture
def pair(tiny: Path, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("TMPDIR", str(here))
    tempfile.tempdir = None
    assert run("new", "shop", "--framework", "both", "--no-git").code == 0
    yield ready(here / "shop", monkeypatch)
    assert not left(here / "shop")
    # Why waited for: what removes it is the last that ends.
    end = time.monotonic() + 8
    while (found := [*here.glob("scaffold-serve-*"), *guards(here)]) and time.monotonic() < end:
        time.sleep(0.05)
    tempfile.tempdir = None
    assert not found


def guards(home: Path) -> list[str]:
    """The guards of what runs in a folder."""
    found = subprocess.run(["pgrep", "-af", f"scaffold-guard .*{home}"], capture_output=True, text=True, check=False)
    return found.stdout.splitlines()


@pytest.mark.parametrize("more", ["", HANGS], ids=["quiet", "deaf and busy"])
def test_nothing_is_left_when_it_is_killed(pair: Path, tiny: Path, more: str) -> None:
    program(pair, "flask", more)
    with served(tiny, "shop") as serving:
        for side in ("flask", "express"):
            serving.until(kind="side", side=side, state="up")
        assert len(list(running(pair))) >= 4
        assert len(guards(pair.parent)) == 2
        serving.process.send_signal(signal.SIGKILL)
        serving.process.wait(20)


def test_an_app_that_hangs_is_told_waited_for_and_ended(
    pair: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(pair, "express", f"{DEAF}\nimport time; time.sleep(900)")
    with served(tiny, "shop") as serving:
        serving.until(kind="side", side="express", state="late")
        assert serving.fire("GET", "/which")["flask"]["status"] == 200
        begun = time.monotonic()
        serving.process.send_signal(signal.SIGINT)
        serving.process.wait(30)
        assert time.monotonic() - begun > 4


def test_a_side_that_ended_by_itself_has_no_guard(pair: Path, tiny: Path) -> None:
    program(pair, "express", "raise SystemExit(3)")
    with served(tiny, "shop") as serving:
        serving.until(kind="side", side="express", state="ended")
        end = time.monotonic() + 8
        while len(guards(pair.parent)) > 1 and time.monotonic() < end:
            time.sleep(0.05)
        assert len(guards(pair.parent)) == 1


def test_two_at_once_have_ports_of_their_own_and_end_alone(pair: Path, tiny: Path) -> None:
    with served(tiny, "shop") as one:
        one.until(kind="side", side="flask", state="up")
        one.until(kind="side", side="express", state="up")
        with served(tiny, "shop") as two:
            two.until(kind="side", side="flask", state="up")
            two.until(kind="side", side="express", state="up")
            ports = [serving.ask("GET", "requests")[1]["ports"] for serving in (one, two)]
            assert len({*ports[0].values(), *ports[1].values()}) == 4
            assert two.fire("GET", "/which")["flask"]["status"] == 200
            two.process.send_signal(signal.SIGKILL)
            two.process.wait(20)
        assert one.fire("GET", "/which")["flask"]["trace"]["count"] == 1


def test_nothing_is_left_when_its_terminal_is_closed(pair: Path, tiny: Path) -> None:
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover
        words = command(tiny, "serve", "shop", "--no-open")
        os.execvp(words[0], words)
    told = b""
    while b"Ctrl-C" not in told:
        told += os.read(terminal, 4096)
    assert re.search(rb"page +http", told)
    assert running(pair)
    os.close(terminal)
    end = time.monotonic() + 20
    while os.waitpid(child, os.WNOHANG)[0] == 0:
        assert time.monotonic() < end
        time.sleep(0.05)
