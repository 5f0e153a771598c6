"""What the generated chain costs beside the bare framework: `uv run python benchmarks/apps.py [ROUNDS]`.

CPU milliseconds per request of the whole process tree, the database not counted, with `wrk` in turns A B A B; the
ratio is the median of each round's own, with its range. The bare app does the same query with the same ORM; what does
not answer alike is not measured. `A/A` is the generated app against a second one of itself: the machine's noise.
FRAMEWORKS and DATABASES in the environment say which.
"""

import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from parity.apps import UPGRADE, project
from parity.exchange import Request, ask, get, post
from parity.machine import FRAMEWORKS, create, drop, environment, run
from parity.servers import free_port

BARE = Path(__file__).parent / "bare"
GENERATED = {"flask": [".venv/bin/gunicorn"], "express": ["node", "src/server.ts"]}
STRIPPED = {"flask": [".venv/bin/gunicorn", "bare:app"], "express": ["node", "src/bare.ts"]}
PATHS = {"list": "/api/posts", "one": "/api/posts/1"}
SECONDS = 2


@dataclass(frozen=True)
class Server:
    port: int
    process: int

    def tree(self) -> list[Path]:
        """The folders in /proc of the process and those under it."""
        found = [Path(f"/proc/{self.process}")]
        for folder in found:
            for task in (folder / "task").iterdir():
                found += [Path(f"/proc/{child}") for child in (task / "children").read_text().split()]
        return found

    def cpu(self) -> float:
        """Milliseconds that the tree has computed so far."""
        stats = [task / "schedstat" for folder in self.tree() for task in (folder / "task").iterdir()]
        return sum(int(stat.read_text().split()[0]) for stat in stats) / 1e6

    def memory(self) -> float:
        """Megabytes; what processes share counts once."""
        rollups = [(folder / "smaps_rollup").read_text() for folder in self.tree()]
        return sum(int(re.findall(r"^Pss: +(\d+)", text, re.MULTILINE)[0]) for text in rollups) / 1024

    def load(self, path: str) -> float:
        """CPU milliseconds per request under `wrk` with 8 connections."""
        before = self.cpu()
        url = f"http://127.0.0.1:{self.port}{path}"
        said = subprocess.run(
            ["wrk", "-t1", "-c8", f"-d{SECONDS}s", url], check=True, capture_output=True, text=True
        ).stdout
        if "Non-2xx" in said or "Socket errors" in said:
            sys.exit(f"not measured, since requests failed:\n{said}")
        return (self.cpu() - before) / int(re.findall(r"(\d+) requests in", said)[0])


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    if not shutil.which("wrk"):
        sys.exit("needs wrk: apt install wrk")
    sys.stdout.write(f"load {os.getloadavg()[0]:.1f} before\n")
    sys.stdout.write(f"{'':<36}{'CPU ms':>8}{'bare':>8}{'ratio':>7}{'range':>14}{'A/A':>7}{'MB':>6}{'bare':>6}\n")
    for database in os.environ.get("DATABASES", "sqlite postgresql").split():
        for framework in os.environ.get("FRAMEWORKS", " ".join(FRAMEWORKS)).split():
            for processes in (1, 2):
                compare(framework, database, processes, rounds)
    sys.stdout.write(f"load {os.getloadavg()[0]:.1f} after\n")


def compare(framework: str, database: str, processes: int, rounds: int) -> None:
    """Prints a line for each kind of request. Bare Express knows no second process."""
    folder = project(framework, database, "blog")
    shutil.copy(BARE / "flask.py.txt", folder / "bare.py") if framework == "flask" else shutil.copy(
        BARE / "express.ts.txt", folder / "src" / "bare.ts"
    )
    name = f"scaffold_bench_{framework}_{os.getpid()}"
    url = create(database, name, Path(mkdtemp(prefix="scaffold-bench-")))
    run(*UPGRADE[framework], cwd=folder, env={"DATABASE_URL": url})
    settings = {"DATABASE_URL": url, "WEB_CONCURRENCY": str(processes)}
    commands = (GENERATED, GENERATED) if framework == "express" and processes > 1 else (GENERATED, STRIPPED, GENERATED)
    with ExitStack() as stack:
        servers = [stack.enter_context(serve(command[framework], folder, settings)) for command in commands]
        fill(servers[0])
        for kind, path in PATHS.items():
            refuse_unlike(servers, get(path))
            for server in servers:
                server.load(path)
            turns = [[server.load(path) for server in servers] for _ in range(rounds)]
            show(f"{framework} {database} {processes} {kind}", turns, servers)
    drop(database, name)


def show(label: str, turns: list[list[float]], servers: list[Server]) -> None:
    own = statistics.median(turn[0] for turn in turns)
    same = statistics.median(turn[0] / turn[-1] for turn in turns)
    line = f"{label:<36}{own:>8.2f}"
    if len(servers) > 2:
        ratios = [turn[0] / turn[1] for turn in turns]
        line += f"{statistics.median(turn[1] for turn in turns):>8.2f}{statistics.median(ratios):>7.2f}"
        line += f"{f'{min(ratios):.2f} to {max(ratios):.2f}':>14}"
    else:
        line += f"{'-':>8}{'-':>7}{'-':>14}"
    memory = [f"{server.memory():.0f}" for server in servers]
    sys.stdout.write(f"{line}{same:>7.2f}{memory[0]:>6}{memory[1] if len(servers) > 2 else '-':>6}\n")
    sys.stdout.flush()


@contextmanager
def serve(command: list[str], folder: Path, settings: dict[str, str]) -> Iterator[Server]:
    port = free_port()
    around = {"APP_ENV": "production", "HOST": "127.0.0.1", "PORT": str(port), "RATE_LIMIT": "0"}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment() | around | settings,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        for _ in range(300):
            try:
                if ask(port, get("/api/posts")).status == 200:
                    break
            except OSError:
                time.sleep(0.1)
        yield Server(port, process.pid)
        process.terminate()
        process.wait(timeout=30)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def fill(server: Server) -> None:
    tags = [made(server, "tags", {"name": f"tag {n}"}) for n in range(10)]
    for n in range(100):
        body = "Lorem ipsum dolor sit amet. " * 8
        made(server, "posts", {"title": f"Post {n}", "body": body, "tagIds": [tags[n % 10], tags[(n + 3) % 10]]})


def made(server: Server, what: str, value: object) -> int:
    return int(json.loads(ask(server.port, post(f"/api/{what}", value)).body)["id"])


def refuse_unlike(servers: list[Server], request: Request) -> None:
    answers = {ask(server.port, request).body for server in servers}
    if len(answers) > 1:
        sys.exit(f"not measured, since the answers to {request} differ:\n{answers}")


if __name__ == "__main__":
    main()
