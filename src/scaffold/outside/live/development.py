"""Runs projects as in development: with reloading, on their own database, until they are told to end."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scaffold.core.names import shown
from scaffold.core.problem import OUTSIDE, Problem
from scaffold.outside import commands, machine, tools

from . import guard, programs
from .apps import LAST_LINES, unstopped

HOST = "127.0.0.1"
# The variable that names the port of each side, and what it is when nobody says.
PORTS = {"flask": ("FLASK_RUN_PORT", 5000), "express": ("PORT", 3000)}
# Seconds that a side has to end by itself, and between two looks.
GRACE, EVERY = 5.0, 0.1

Hear = Callable[[str, str], None]


@dataclass(frozen=True)
class Side:
    """What starts one project, and where it answers then."""

    framework: str
    folder: Path
    words: Sequence[str]
    settings: Mapping[str, str]
    port: int

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://{HOST}:{self.port}"


def port_of(framework: str, folder: Path) -> int:
    """The port that a project asks for: what the environment says, else its `.env`, else the usual one."""
    key, usual = PORTS[framework]
    written = {**machine.settings(folder), **os.environ}.get(key, "")
    return int(written) if written.isdigit() and 0 < int(written) < 65536 else usual


def side(framework: str, folder: Path) -> Side:
    """How a project starts in development. Raises Problem when it is not installed, or its port is taken."""
    key, port = PORTS[framework][0], port_of(framework, folder)
    words = _flask(folder) if framework == "flask" else _express(folder)
    if machine.listening(HOST, port):
        raise Problem(
            code="port-taken",
            what=f"`{folder.name}` cannot be started",
            why=f"something listens on port {port} already",
            fix=f"stop it, or take another port: `{key}={port + 1} scaffold start`. Nothing was started.",
            exit=OUTSIDE,
        )
    return Side(framework, folder, words, {key: str(port), "PYTHONUNBUFFERED": "1"}, port)


def _flask(folder: Path) -> Sequence[str]:
    program = folder / f"{tools.BIN}/flask"
    if not (program.exists() or program.with_suffix(".exe").exists()):
        raise programs.missing(folder, "its packages are not installed", programs.install("flask", folder))
    # Why asked: a project with `.flaskenv` says by itself what is served, and that it reloads.
    named = () if (folder / ".flaskenv").is_file() else ("--app", "wsgi")
    return (str(program), *named, "run", *(["--debug"] if named else []))


def _express(folder: Path) -> Sequence[str]:
    programs.node(folder)
    # Why the whole path: on Windows it is a file that only a shell finds by its name.
    _, *words = tools.of("express", folder).serve.split()
    return (commands.find("npm") or "npm", "--silent", *words)


@dataclass
class Running:
    """One side while it runs: its process, what it said last, and the thread that listens to it."""

    side: Side
    process: subprocess.Popen[str]
    last: deque[str] = field(default_factory=lambda: deque(maxlen=LAST_LINES))
    answers: bool = False

    def listen(self, hear: Hear, quiet: threading.Event) -> None:
        """Passes on what it says, line by line, as long as anything of it can say something."""
        if not (said := self.process.stdout):
            return
        with said:
            for line in said:
                self.last.append(line.rstrip())
                if not quiet.is_set():
                    hear(self.side.framework, line.rstrip())

    def failed(self) -> Problem:
        """The problem of a side that ended by itself."""
        said = "\n".join(shown(line, 300) for line in self.last if line.strip())
        return Problem(
            code="app-failed",
            what=f"`{self.side.folder.name}` ended by itself",
            why=f"it ended with {self.process.returncode}",
            fix=f"see what it said last, mend it, and run the same command again\n{said}".rstrip(),
            exit=OUTSIDE,
        )


@contextlib.contextmanager
def started(sides: Sequence[Side], hear: Hear) -> Iterator[Callable[[], Iterator[Running]]]:
    """Starts all sides; what it yields yields each once it answers, and then waits.

    Raises Problem when one ends by itself. Whatever happens, no process of any is left.
    """
    quiet = threading.Event()
    several: list[Running] = []
    try:
        for one in sides:
            with unstopped():
                several.append(Running(one, begin(one)))
            threading.Thread(target=several[-1].listen, args=(hear, quiet), daemon=True).start()
        yield lambda: _watched(several)
    finally:
        quiet.set()
        with unstopped():
            end([one.process for one in several])


def _watched(several: Sequence[Running]) -> Iterator[Running]:
    while True:
        time.sleep(EVERY)
        for one in several:
            if one.process.poll() is not None:
                # Why: what it said last is still on its way.
                time.sleep(EVERY)
                raise one.failed()
            if not one.answers and machine.listening(HOST, one.side.port):
                one.answers = True
                yield one


def begin(one: Side) -> subprocess.Popen[str]:
    """Starts a side. Raises Problem when its program is not there."""
    try:
        return guard.begun(one.words, one.folder, one.settings, one.settings.get("TRACE", ""))
    except OSError as error:
        why = f"`{one.words[0]}`: {error.strerror}"
        raise programs.missing(one.folder, why, programs.install(one.framework, one.folder)) from error


def end(processes: Sequence[subprocess.Popen[str]]) -> None:
    """Asks all groups to end, and ends those that do not."""
    for process in processes:
        _signal(process, signal.SIGTERM)
    until = time.monotonic() + GRACE
    while any(map(_lives, processes)) and time.monotonic() < until:
        time.sleep(EVERY / 2)
    for process in processes:
        _signal(process, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        process.wait()
        guard.release(process.pid)


def _signal(process: subprocess.Popen[str], number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.terminate()
        else:
            os.killpg(process.pid, number)


def _lives(process: subprocess.Popen[str]) -> bool:
    """Whether anything of its group is left. Why polled first: one that nobody has waited for counts as alive."""
    alone = process.poll() is not None
    if sys.platform == "win32":
        return not alone
    try:
        os.killpg(process.pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return True
