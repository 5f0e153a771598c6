"""What a client that listens costs: the generated app, and a bare one of the same framework that does nothing but tell.

    uv run python benchmarks/live.py [--clients N] [--changes N]

Prints for each app kilobytes (PSS) and milliseconds of CPU per client, and milliseconds of CPU per delivery, without
what the changes cost when nobody listens.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import psutil

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from parity.exchange import post
from parity.machine import FRAMEWORKS
from parity.processes import App, ready, start
from parity.projects import WHOLE, app, installed, production

BARE = Path(__file__).parent / "bare"
# Why: a thread for each client, as the generated app has them.
COMMAND = {
    "flask": (
        ".venv/bin/gunicorn",
        "--worker-class",
        "gthread",
        "--threads",
        "{threads}",
        "--worker-connections",
        "9999",
        "--bind",
        "127.0.0.1:{port}",
        "app:app",
    ),
    "express": ("node", "app.ts"),
}
FILE = {"flask": "app.py", "express": "app.ts"}


@dataclass(frozen=True)
class Cost:
    kilobytes: float
    connect: float
    delivery: float
    told: int


@contextmanager
def bare(framework: str, clients: int) -> Iterator[App]:
    folder = Path(mkdtemp(prefix="scaffold-bench-"))
    text = (BARE / f"{framework}-live{Path(FILE[framework]).suffix}.txt").read_text()
    (folder / FILE[framework]).write_text(text)
    if framework == "express":
        (folder / "package.json").write_text('{"type": "module"}')
    name = ".venv" if framework == "flask" else "node_modules"
    (folder / name).symlink_to(installed(framework) / name)
    settings = production("")
    words = {"threads": str(clients + 8), "port": settings["PORT"]}
    started = start(framework, tuple(word.format(**words) for word in COMMAND[framework]), folder, settings)
    try:
        ready(started)
        yield started
    finally:
        started.kill()


def used(one: App) -> tuple[float, float]:
    """Seconds of CPU and bytes (PSS) of all its processes."""
    found = [psutil.Process(pid) for pid in one.family()]
    times = [process.cpu_times() for process in found]
    return sum(each.user + each.system for each in times), sum(process.memory_full_info().pss for process in found)


def change(one: App, number: int) -> None:
    assert one.ask(post("/api/tags", {"name": f"tag {number}"})).status == 201


async def listen(port: int, count: list[int], tasks: set[asyncio.Task[None]]) -> asyncio.StreamWriter:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /api/changes HTTP/1.0\r\nHost: localhost\r\n\r\n")
    begun = asyncio.Event()

    async def read() -> None:
        while chunk := await reader.read(65536):
            begun.set()
            count[0] += chunk.count(b'"resource"')

    # Why kept: a task that nobody holds may be collected.
    tasks.add(asyncio.create_task(read()))
    await asyncio.wait_for(begun.wait(), 30)
    return writer


async def measure(one: App, clients: int, changes: int) -> Cost:
    loop = asyncio.get_running_loop()
    for number in range(changes):
        await loop.run_in_executor(None, change, one, number)
    silent = used(one)[0]
    for number in range(changes):
        await loop.run_in_executor(None, change, one, changes + number)
    alone = used(one)[0] - silent

    count, tasks = [0], set[asyncio.Task[None]]()
    before = used(one)
    writers = [await listen(one.port, count, tasks) for _ in range(clients)]
    connected = used(one)
    for number in range(changes):
        await loop.run_in_executor(None, change, one, 2 * changes + number)
    end = time.monotonic() + 60
    while count[0] < clients * changes and time.monotonic() < end:
        await asyncio.sleep(0.1)
    after = used(one)
    for writer in writers:
        writer.close()
    return Cost(
        (after[1] - before[1]) / clients / 1000,
        (connected[0] - before[0]) / clients * 1000,
        (after[0] - connected[0] - alone) / (clients * changes) * 1000,
        count[0],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=400)
    parser.add_argument("--changes", type=int, default=50)
    options = parser.parse_args()
    for framework in FRAMEWORKS:
        words = (*WHOLE, "--with", "realtime")
        with app(framework, "blog", *words, STREAM_LIMIT=str(options.clients)) as generated:
            ours = asyncio.run(measure(generated, options.clients, options.changes))
        with bare(framework, options.clients) as peer:
            theirs = asyncio.run(measure(peer, options.clients, options.changes))
        whole = options.clients * options.changes
        for name, cost in (("generated", ours), ("bare", theirs)):
            print(
                f"{framework:8} {name:10} {cost.kilobytes:6.0f} kB and {cost.connect:5.2f} ms a client, "
                f"{cost.delivery:6.3f} ms a delivery, {cost.told} of {whole} delivered"
            )
        print(
            f"{framework:8} ratio      {ours.kilobytes / theirs.kilobytes:6.2f}    {ours.connect / theirs.connect:5.2f}"
            f"             {ours.delivery / theirs.delivery:6.2f}"
        )


if __name__ == "__main__":
    main()
