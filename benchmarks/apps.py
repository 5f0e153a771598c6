"""What the generated apps cost beside the bare framework: `uv run python benchmarks/apps.py`.

Each app answers the same requests on the same database: the generated one, the bare framework with the same ORM, the
bare framework with SQL written by hand (`bare/`). They are measured in turns (A B C A B C); each turn gives a ratio of
its own. First the generated app is compared with a second one of itself: the machine's noise. See README.md.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from parity.machine import FRAMEWORKS, create, drop, run
from parity.projects import UPGRADE, production, project
from parity.test_statements import Talkative

from benchmarks.served import Server, serve
from scaffold.core.concepts import Request
from scaffold.core.interval import of
from scaffold.outside.live.load import Closed, Open, memory

BARE = Path(__file__).parent / "bare"
COMMANDS = {
    "flask": {
        "generated": [".venv/bin/gunicorn"],
        "orm": [".venv/bin/gunicorn", "bare_orm:app"],
        "raw": [".venv/bin/gunicorn", "bare_raw:app"],
    },
    "express": {
        "generated": ["node", "src/server.ts"],
        "orm": ["node", "src/bare_orm.ts"],
        "raw": ["node", "src/bare_raw.ts"],
    },
}
BODY = "Lorem ipsum dolor sit amet. " * 8


def post(path: str, value: dict[str, Any]) -> Request:
    return Request("POST", path, {"Content-Type": "application/json"}, json.dumps(value), {})


REQUESTS = {
    "list": Request("GET", "/api/posts", {}, None, {}),
    "one": Request("GET", "/api/posts/1", {}, None, {}),
    "insert": post("/api/posts", {"title": "Title", "body": BODY, "tagIds": [1, 2, 3]}),
}


def main() -> None:
    options = arguments()
    say(f"load {os.getloadavg()[0]:.1f} before, {os.cpu_count()} cores")
    for framework in options.frameworks:
        statements(framework)
    for database in options.databases:
        for framework in options.frameworks:
            # Why: Express is one process; more of them are the affair of what runs containers.
            for processes in options.processes if framework == "flask" else [1]:
                compare(framework, database, processes, options)
    say(f"load {os.getloadavg()[0]:.1f} after")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What the generated apps cost beside the bare framework.")
    parser.add_argument("--quick", action="store_true", help="SQLite, one process, three short rounds")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=int, default=2, help="of each turn; the open arrivals take three times that")
    parser.add_argument("--frameworks", nargs="+", default=list(FRAMEWORKS), choices=FRAMEWORKS)
    parser.add_argument("--databases", nargs="+", default=["sqlite", "postgresql"], choices=["sqlite", "postgresql"])
    parser.add_argument("--processes", nargs="+", type=int, default=[1, 2], help="of Flask; Express is one")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.seconds, options.processes, options.databases = 3, 1, [1], ["sqlite"]
    return options


def statements(framework: str) -> None:
    """SQL statements per request, counted in PostgreSQL's log; SQLite gets the same ones."""
    with Talkative() as database, ExitStack() as stack:
        servers = started(stack, framework, "postgresql", database.create("bench"), 1)
        for kind, request in REQUESTS.items():
            counts = {}
            for server in servers:
                server.app.ask(request)
                before = len(database.statements())
                server.app.ask(request)
                counts[server.name] = len(database.statements()) - before
            say(f"{framework} {kind}, statements: " + ", ".join(f"{name} {count}" for name, count in counts.items()))


def compare(framework: str, database: str, processes: int, options: argparse.Namespace) -> None:
    name = f"scaffold_bench_{framework}_{os.getpid()}"
    url = create(database, name, Path(mkdtemp(prefix="scaffold-bench-")))
    rounds, seconds = options.rounds, options.seconds
    try:
        with ExitStack() as stack:
            servers = started(stack, framework, database, url, processes)
            label = f"{framework} {database} {processes}"
            with ExitStack() as twice:
                again = started(twice, framework, database, url, processes, ["generated"])
                turns = in_turns([servers[0], *again], REQUESTS["list"], rounds, seconds)
                say(f"\n{label} A/A, list: {of([turn[0].cpu / turn[1].cpu for turn in turns])}")
            for kind, request in REQUESTS.items():
                refuse_unlike(servers, request)
                turns = in_turns(servers, request, rounds, seconds)
                # Why half of the slowest: all get the same arrivals, and none may drown in them.
                rate = min(statistics.median(turn[n].rate for turn in turns) for n in range(len(servers))) / 2
                latencies = [server.open(request, rate, seconds * 3) for server in servers]
                show(f"{label} {kind}", servers, turns, latencies, rate)
    finally:
        drop(database, name)


def started(
    stack: ExitStack, framework: str, database: str, url: str, processes: int, names: list[str] | None = None
) -> list[Server]:
    """The apps, on a database that is migrated and has rows once the first of them runs."""
    folder = project(framework, "blog", database=database)
    for kind in ("orm", "raw"):
        place = folder / f"bare_{kind}.py" if framework == "flask" else folder / "src" / f"bare_{kind}.ts"
        shutil.copy(BARE / f"{framework}-{kind}{place.suffix}.txt", place)
    run(*UPGRADE[framework], cwd=folder, env=production(url))
    commands = COMMANDS[framework]
    servers = []
    for name in names or commands:
        settings = production(url) | {"WEB_CONCURRENCY": str(processes)}
        servers.append(stack.enter_context(serve(name, commands[name], folder, settings)))
    if not names:
        fill(servers[0])
    return servers


def fill(server: Server) -> None:
    """100 posts with two tags each; a new database numbers both from 1."""
    for n in range(10):
        server.app.ask(post("/api/tags", {"name": f"tag {n}"}))
    for n in range(100):
        tags = [n % 10 + 1, (n + 3) % 10 + 1]
        server.app.ask(post("/api/posts", {"title": f"Post {n}", "body": BODY, "tagIds": tags}))


def refuse_unlike(servers: list[Server], request: Request) -> None:
    answers = [server.app.ask(request) for server in servers]
    kept = [(answer.status, told(request, answer.body)) for answer in answers]
    if answers[0].status >= 300 or any(one != kept[0] for one in kept):
        sys.exit(f"not measured, since the answers to {request} differ or fail:\n{kept}")


def told(request: Request, body: str) -> Any:
    """What an answer says; of a row that is inserted, without what each has for itself."""
    value = json.loads(body)
    own = ("id", "createdAt", "updatedAt") if request.method == "POST" else ()
    return {key: one for key, one in value.items() if key not in own}


def in_turns(servers: list[Server], request: Request, rounds: int, seconds: int) -> list[list[Closed]]:
    for server in servers:
        server.closed(request, seconds)
    return [[server.closed(request, seconds) for server in servers] for _ in range(rounds)]


def show(label: str, servers: list[Server], turns: list[list[Closed]], latencies: list[Open], rate: float) -> None:
    doubt = "" if all(seen.trusted for seen in latencies) else "; THE LATENCIES ARE NOT TO BE TRUSTED"
    say(f"{label}, {rate:.0f} arrivals/s{doubt}")
    for n, (server, seen) in enumerate(zip(servers, latencies, strict=True)):
        cpu = statistics.median(turn[n].cpu for turn in turns)
        took = sorted(seen.took)
        p50, p99 = took[len(took) // 2], took[int(len(took) * 0.99)]
        line = f"  {server.name:<10}{cpu:6.2f} ms CPU {memory(server.app) / 1_000_000:4.0f} MB"
        line += f"  p50 {p50:6.1f} p99 {p99:7.1f} ms of {len(took)}"
        line += f"  L {seen.inside:6.2f} λW {seen.expected:6.2f}"
        if n:
            line += f"  ratio {of([turn[0].cpu / turn[n].cpu for turn in turns])}"
        say(line)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
