"""A generated app as the processes that they are: what they say, how much memory they hold, which of them live."""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from parity.apps import SERVE, UPGRADE, project
from parity.exchange import Answer, Request, ask, get
from parity.machine import environment, run
from parity.servers import free_port

# What is not an answer: refused, reset, closed, or nothing in time.
NO_ANSWER = (OSError, HTTPException)


@dataclass(frozen=True)
class Served:
    framework: str
    port: int
    process: subprocess.Popen[bytes]
    out: Path
    err: Path

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

    def memory(self) -> float:
        """What all its processes hold together, in MB; what two share counts once."""
        return sum(_pss(pid) for pid in self.family()) / 1024

    def said(self, **wanted: object) -> list[dict[str, Any]]:
        """The lines of the log that have these keys and values. Everything on stdout must be JSON."""
        lines = [json.loads(line) for line in self.out.read_text().splitlines()]
        return [line for line in lines if wanted.items() <= line.items()]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        self.process.send_signal(how)

    def stopped(self, seconds: float) -> int:
        """The exit code, once all its processes are gone."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            pytest.fail(f"{self.framework} runs {seconds} s after it was told to stop\n{self.tail()}", pytrace=False)
        assert wait_until(lambda: not self.family(), 2), f"{self.framework} left processes behind: {self.family()}"
        return code

    def kill(self) -> None:
        if self.family():
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def tail(self) -> str:
        return f"stdout: {self.out.read_text()[-1500:]}\nstderr: {self.err.read_text()[-1500:]}"


def start(framework: str, database: str, env: dict[str, str]) -> Served:
    """Start the app of the recipe `whole` in production; return at once."""
    folder = project(framework, database, "whole")
    logs = Path(mkdtemp(prefix="scaffold-logs-"))
    settings = {"APP_ENV": "production", "HOST": "127.0.0.1", "PORT": str(free_port())}
    settings |= {"METRICS_TOKEN": "parity-0123456789", "RATE_LIMIT": "0", "REDIS_URL": "redis://127.0.0.1:6379/15"}
    settings |= env
    with (logs / "out").open("wb") as out, (logs / "err").open("wb") as err:
        process = subprocess.Popen(
            SERVE[framework],
            cwd=folder,
            env=environment() | settings,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
    return Served(framework, int(re.sub(r"\D", "", settings["PORT"]) or "0"), process, logs / "out", logs / "err")


@contextmanager
def serve(framework: str, database: str, **env: str) -> Iterator[Served]:
    """The app, ready. Whatever happens, none of its processes lives afterwards."""
    served = start(framework, database, env)
    try:
        ready(served)
        yield served
    finally:
        served.kill()


def ready(served: Served, seconds: float = 90) -> None:
    if not wait_until(lambda: served.process.poll() is not None or served.status("/readyz") == 200, seconds):
        pytest.fail(f"{served.framework} is not ready after {seconds} s\n{served.tail()}", pytrace=False)
    if served.process.poll() is not None:
        pytest.fail(f"{served.framework} did not start\n{served.tail()}", pytrace=False)


def migrate(framework: str, database: str, url: str) -> None:
    run(*UPGRADE[framework], cwd=project(framework, database, "whole"), env={"DATABASE_URL": url})


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


def _pss(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
    return int(found[1]) if found else 0
