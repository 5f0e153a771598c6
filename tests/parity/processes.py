"""A generated app as the processes that it is: what they say, and which of them live."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from parity.exchange import Answer, Request, ask, get
from parity.machine import environment

# What is not an answer: refused, reset, closed, or nothing in time.
NO_ANSWER = (OSError, HTTPException)


@dataclass(frozen=True)
class App:
    framework: str
    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    def ask(self, request: Request, timeout: float = 30) -> Answer:
        return ask(self.port, request, timeout)

    def status(self, path: str, timeout: float = 5) -> int:
        """The status of a GET, 0 when there is no answer."""
        try:
            return self.ask(get(path), timeout).status
        except NO_ANSWER:
            return 0

    def family(self) -> list[int]:
        """The ids of all its processes, the first one included: those of its session that are no zombies."""
        return sorted(pid for pid, stat in _processes() if stat[3] == str(self.process.pid) and stat[0] != "Z")

    def workers(self) -> list[int]:
        """The processes that the first one started."""
        return [pid for pid in self.family() if pid != self.process.pid]

    def said(self, **wanted: object) -> list[dict[str, Any]]:
        """The lines of JSON in its log that have these keys and values."""
        lines = [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]
        return [line for line in lines if wanted.items() <= line.items()]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        self.process.send_signal(how)

    def stopped(self, seconds: float = 60) -> int:
        """The exit code, once all its processes are gone."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            pytest.fail(f"{self.framework} runs {seconds} s after it was told to stop\n{self.tail()}", pytrace=False)
        assert wait_until(lambda: not self.family(), 5), f"{self.framework} left processes behind: {self.family()}"
        return code

    def kill(self) -> None:
        if self.family():
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def tail(self) -> str:
        return self.log.read_text(errors="replace")[-3000:]


def start(framework: str, command: tuple[str, ...], folder: Path, settings: dict[str, str]) -> App:
    """Starts the app of a folder, and returns at once."""
    log = Path(mkdtemp(prefix="scaffold-logs-")) / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment() | settings,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return App(framework, int(settings["PORT"]), process, log)


def ready(app: App, seconds: float = 90) -> None:
    """Returns when the app can serve; the test fails when it cannot."""
    has_ended = wait_until(lambda: app.process.poll() is not None or app.status("/readyz") == 200, seconds)
    if not has_ended or app.process.poll() is not None:
        pytest.fail(f"{app.framework} did not start\n{app.tail()}", pytrace=False)


def wait_until(true: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def _processes() -> Iterator[tuple[int, list[str]]]:
    """Each process and its /proc/…/stat from the state on: state, parent, group, session."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            yield int(folder.name), (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
