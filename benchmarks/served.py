"""An app as a process of its own, asked by the client of `scaffold measure`."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from parity.machine import environment, node

from scaffold.core.concepts import Request
from scaffold.core.problem import Problem
from scaffold.outside.live.apps import App
from scaffold.outside.live.load import Loaded

FIRST = Request("GET", "/api/posts", {}, None, {})


@dataclass(frozen=True)
class Server(Loaded):
    """One of the apps that are compared."""

    name: str


@contextmanager
def serve(name: str, command: list[str], folder: Path, settings: dict[str, str]) -> Iterator[Server]:
    log = Path(mkdtemp(prefix="scaffold-bench-")) / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment() | settings,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    server = Server(App(folder, int(settings["PORT"]), process, log), str(node() / "node"), name)
    try:
        wait(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait(server: Server) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.app.process.poll() is None:
        with suppress(Problem):
            if server.app.ask(FIRST).status == 200:
                return
        time.sleep(0.1)
    sys.exit(f"not measured, since {server.name} does not answer:\n{server.app.log.read_text()[-2000:]}")
