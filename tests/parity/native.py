"""Asks both apps what no client of the document asks, and records the answers in docs/native.md:
`uv run python tests/parity/native.py`.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from parity import hostile
from parity.exchange import post
from parity.machine import ROOT
from parity.processes import App
from parity.projects import WHOLE, Pair, pair
from parity.safety import faults, lives, send
from parity.servers import children

RECORD = ROOT / "docs" / "native.md"
INTRODUCTION = """\
# What each side answers in its own way

The contract (`docs/contract.md`) says what is equal: what a client of the API document may send. Everything else is left to the framework and its server. Each of
these requests is asked of a `blog` with all features, in production, on every build; each answer is safe: never a 5xx, a dead process, middleware that was passed by, a second
answer, or a stack trace. `closed` is a connection that ends without an answer; 501 and 505 are what RFC 9110 has a server's parser say.

This page is written by `uv run python tests/parity/native.py`; a test compares it with fresh answers.
"""


@dataclass(frozen=True)
class Native:
    """What the two said to a request, and what was unsafe about it."""

    flask: str
    express: str
    faults: tuple[str, ...]


@contextmanager
def started() -> Iterator[Pair]:
    """Both apps with everything on, and a row of each resource."""
    with pair("blog", *WHOLE) as apps:
        for path, body in (("tags", {"name": "first"}), ("posts", {"title": "First", "body": "x", "tagIds": [1]})):
            for answer in apps.ask(post(f"/api/{path}", body)):
                assert answer.status == 201, answer
        yield apps


def asked(apps: Pair) -> dict[str, Native]:
    """All named requests, asked of both sides at once; the next one when both have answered."""
    families = {app.framework: children(app.process.pid) for app in apps.both}
    found = {}
    with ThreadPoolExecutor(2) as pool:
        for name, message in hostile.named().items():
            flask, express = pool.map(lambda app, sent=message: one(app, sent, families[app.framework]), apps.both)
            unsafe = [
                f"{app.framework} {fault}"
                for app, (_, bad) in zip(apps.both, (flask, express), strict=True)
                for fault in bad
            ]
            found[name] = Native(flask[0], express[0], tuple(unsafe))
    return found


def one(app: App, message: bytes, family: list[int]) -> tuple[str, list[str]]:
    heard = send(app.port, message)
    dead = lives(app, family)
    return str(heard), faults(message, heard.received) + ([dead] if dead else [])


def page(found: dict[str, Native]) -> str:
    unlike = {name: answers for name, answers in found.items() if answers.flask != answers.express}
    alike = {name: answers for name, answers in found.items() if name not in unlike}
    lines = [
        INTRODUCTION,
        f"## Answered otherwise ({len(unlike)})",
        "",
        "| request | Flask | Express |",
        "|---|---|---|",
    ]
    lines += [f"| {code(name)} | {answers.flask} | {answers.express} |" for name, answers in unlike.items()]
    lines += ["", f"## Answered alike ({len(alike)})", "", "| request | both |", "|---|---|"]
    lines += [f"| {code(name)} | {answers.flask} |" for name, answers in alike.items()]
    return "\n".join(lines) + "\n"


def code(name: str) -> str:
    ticks = "``" if "`" in name else "`"
    return f"{ticks}{name}{ticks}".replace("|", "\\|")


def main() -> None:
    with started() as apps:
        found = asked(apps)
    unsafe = [f"{name}: {fault}" for name, answers in found.items() for fault in answers.faults]
    print(*unsafe, sep="\n")
    RECORD.write_text(page(found))
    print(f"Wrote {RECORD.relative_to(ROOT)}: {len(found)} requests, {len(unsafe)} faults")
    sys.exit(bool(unsafe))


if __name__ == "__main__":
    main()
