"""A project as a process group: started, waited for, and ended whatever happens."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

from scaffold.core.comparison import Answer
from scaffold.core.concepts import Request
from scaffold.core.names import shown
from scaffold.core.problem import OUTSIDE, Problem

from . import asking, guard
from .programs import Programs

# Seconds that an app has until it answers first, and how often it is asked until then.
PATIENCE = 60.0
EVERY = 0.005
HEALTH = Request("GET", "/healthz", {}, None, {})
LAST_LINES = 8


@dataclass(frozen=True)
class App:
    """A running app. `seconds` went by from its start to its first answer."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    log: Path
    seconds: float = 0

    def ask(self, request: Request) -> Answer:
        """What it answers. Raises Problem when it does not."""
        try:
            return asking.ask(self.port, request)
        except (OSError, HTTPException) as error:
            did = f"did not answer to `{request.method} {shown(request.path)}`"
            raise self.failed(did, shown(str(error)) or type(error).__name__) from error

    def failed(self, did: str, why: str) -> Problem:
        """A problem that shows what the app said last."""
        lines = self.log.read_text("utf-8", "replace").splitlines()[-LAST_LINES:]
        said = "\n".join(shown(line, 300) for line in lines)
        return Problem(
            code="app-failed",
            what=f"`{self.folder.name}` {did}",
            why=why,
            fix=f"see what it said last, mend it, and run the same command again\n{said}".rstrip(),
            exit=OUTSIDE,
        )


def free_port() -> int:
    """A port that nobody listens on.

    Why not the system's choice: it gives that port to the next connection that goes out, also to the one that asks
    whether the server answers, which finds it taken. Nor a choice that repeats: tests set the seed.
    """
    while True:
        port = random.SystemRandom().randrange(10_000, 32_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port


@contextlib.contextmanager
def served(programs: Programs, settings: Mapping[str, str], log: Path, first: Request = HEALTH) -> Iterator[App]:
    """The app, once it answers `first` with 200. It is ended with all its processes.

    Raises Problem when it does not start.
    """
    process: subprocess.Popen[bytes] | None = None
    try:
        with log.open("wb") as out:
            begun = time.monotonic()
            with unstopped():
                process = _start(programs, settings, out)
                guard.watch(process.pid)
        app = App(programs.folder, int(settings["PORT"]), process, log)
        yield App(app.folder, app.port, process, log, _first_answer(app, begun, first))
    finally:
        if process:
            with unstopped():
                _end(process)


def _start(programs: Programs, settings: Mapping[str, str], out: Any) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            programs.serve,
            cwd=programs.folder,
            env=dict(settings),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            # Why a group of its own: it is ended as one, its workers included, and Ctrl-C is for us to handle.
            start_new_session=True,
        )
    except OSError as error:
        raise Problem(
            code="app-failed",
            what=f"`{programs.folder.name}` did not start",
            why=f"`{programs.serve[0]}`: {error.strerror}",
            fix="install it again: `uv sync` or `npm install` in its folder",
            exit=OUTSIDE,
        ) from error


def _first_answer(app: App, begun: float, first: Request) -> float:
    while (seconds := time.monotonic() - begun) < PATIENCE:
        if app.process.poll() is not None:
            raise app.failed("did not start", f"it ended with {app.process.returncode}")
        with contextlib.suppress(OSError, HTTPException):
            if asking.ask(app.port, first, seconds=2).status == 200:
                return time.monotonic() - begun
        time.sleep(EVERY)
    raise app.failed("did not start", f"`GET {first.path}` had no answer with 200 within {seconds:.0f} seconds")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Why at once: its database is thrown away, and nobody else asks it anything."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    guard.release(process.pid)


@contextlib.contextmanager
def unstopped() -> Iterator[None]:
    """Hears Ctrl-C and its like when the block has ended: what it starts or ends is then known.

    Why not ignored: programs that are started meanwhile would ignore them, too.
    """
    heard: list[int] = []
    names = ("SIGINT", "SIGTERM", "SIGHUP") if threading.current_thread() is threading.main_thread() else ()
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    handlers = {number: signal.signal(number, lambda number, _: heard.append(number)) for number in numbers}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler or signal.SIG_DFL)
        for number in heard:
            signal.raise_signal(number)
