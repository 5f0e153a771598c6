"""An app as a process: what it computes, what it holds, and what a request costs it under load."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from tempfile import mkdtemp

from parity.exchange import Request, ask, get
from parity.machine import environment

CONNECTIONS = 8
TICK = 1000 / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Closed:
    """What `wrk` saw, where each connection asks again as soon as it is answered."""

    cpu: float
    rate: float


@dataclass(frozen=True)
class Server:
    name: str
    port: int
    process: int

    def tree(self) -> list[Path]:
        """The folders in /proc of the process and those under it."""
        found = [Path(f"/proc/{self.process}")]
        for folder in found:
            for task in (folder / "task").iterdir():
                # Why suppressed: a thread may end while its children are asked for.
                with suppress(FileNotFoundError):
                    found += [Path(f"/proc/{child}") for child in (task / "children").read_text().split()]
        return found

    def cpu(self) -> float:
        """Milliseconds that the tree has computed so far, threads that have ended included."""
        fields = [(folder / "stat").read_text().rsplit(")", 1)[1].split() for folder in self.tree()]
        return sum(int(user) + int(system) for *_, user, system in (line[:13] for line in fields)) * TICK

    def memory(self) -> float:
        """Megabytes (PSS): what processes share counts once."""
        rollups = [(folder / "smaps_rollup").read_text() for folder in self.tree()]
        return sum(int(re.findall(r"^Pss: +(\d+)", text, re.MULTILINE)[0]) for text in rollups) / 1024

    def load(self, request: Request, seconds: int) -> Closed:
        """CPU milliseconds per request under `wrk`; a request that fails ends the run."""
        script = Path(mkdtemp(prefix="scaffold-bench-")) / "request.lua"
        body = (request.body or b"").decode()
        script.write_text(
            f'wrk.method = "{request.method}"\nwrk.body = [==[{body}]==]\n'
            'wrk.headers["Content-Type"] = "application/json"\n'
        )
        url = f"http://127.0.0.1:{self.port}{request.path}"
        before = self.cpu()
        said = subprocess.run(
            ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "20s", "-s", script, url],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        if "Non-2xx" in said or "Socket errors" in said:
            sys.exit(f"not measured, since requests to {self.name} failed:\n{said}")
        count = int(re.findall(r"(\d+) requests in", said)[0])
        return Closed((self.cpu() - before) / max(count, 1), count / seconds)


@contextmanager
def serve(name: str, command: list[str], folder: Path, settings: dict[str, str]) -> Iterator[Server]:
    port = int(settings["PORT"])
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
    try:
        wait(name, port, process, log)
        yield Server(name, port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def wait(name: str, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        try:
            if ask(port, get("/api/posts")).status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
    sys.exit(f"not measured, since {name} does not answer:\n{log.read_text()[-2000:]}")
