"""What no client of the document sends is answered safely, each side in its own way, as docs/native.md records it.

SCAFFOLD_LINES sets how many odd request lines are sent, SCAFFOLD_SEED which ones.
"""

import os
import re
from collections.abc import Iterator
from itertools import islice

import pytest
from parity.lines import lines
from parity.native import RECORD, Native, asked, page, started
from parity.processes import App
from parity.projects import Pair
from parity.safety import Heard, faults, lives, send
from parity.servers import children

COUNT = int(os.environ.get("SCAFFOLD_LINES", "2000"))
SEED = int(os.environ.get("SCAFFOLD_SEED", "1"))
# What a log has only when something unforeseen was thrown.
THROWN = re.compile(r'Traceback|"level": ?("error"|50)\b|\n +at \S+ \(')


@pytest.fixture(scope="module")
def apps() -> Iterator[Pair]:
    with started() as pair:
        yield pair


@pytest.fixture(scope="module")
def answers(apps: Pair) -> dict[str, Native]:
    return asked(apps)


def test_named_requests_are_answered_safely(answers: dict[str, Native]) -> None:
    found = [f"{name}: {fault}" for name, answer in answers.items() for fault in answer.faults]

    assert not found, f"{len(found)} faults\n" + "\n".join(found[:40])


def test_the_record_is_what_is_answered(answers: dict[str, Native]) -> None:
    fresh, recorded = page(answers).splitlines(), RECORD.read_text().splitlines()
    changed = sorted({*fresh} ^ {*recorded})

    assert fresh == recorded, "write it again: uv run python tests/parity/native.py\n" + "\n".join(changed[:20])


@pytest.mark.parametrize("side", [0, 1], ids=["flask", "express"])
def test_odd_request_lines_are_answered_safely(apps: Pair, side: int) -> None:
    app = apps.both[side]
    found = fuzzed(app, COUNT, SEED)

    assert not found, f"seed {SEED}: {len(found)} faults\n" + "\n".join(found[:30])


def fuzzed(app: App, count: int, seed: int) -> list[str]:
    family, found = children(app.process.pid), []
    for number, message in enumerate(islice(lines(seed), count), 1):
        heard = send(app.port, message)
        # Why: nobody may wait for a process that is gone.
        dead = lives(app, family) if number % 100 == 0 or not heard.received else None
        for fault in [*faults(message, heard.received), *([dead] if dead else [])]:
            found.append(f"{message.splitlines()[0][:120]!r} {fault}")
        if dead:
            break
    return found


def test_nothing_unforeseen_was_thrown(apps: Pair, answers: dict[str, Native]) -> None:
    """Why last: by then all has been asked."""
    for app in apps.both:
        thrown = THROWN.search(app.log.read_text(errors="replace"))
        assert not thrown, (
            f"{app.framework}: …{app.log.read_text(errors='replace')[max(thrown.start() - 500, 0) :][:2000]}"
        )


HEADERS = b"X-Request-Id: 1\r\nX-Content-Type-Options: nosniff\r\nContent-Security-Policy: a\r\n"
GET = b"GET /api/tags HTTP/1.1\r\n\r\n"


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        (GET, b"HTTP/1.1 500 Oh\r\n" + HEADERS + b"\r\n"),
        (GET, b"HTTP/1.1 404 No\r\n\r\n<html>no middleware</html>"),
        (GET, b"HTTP/1.1 200 OK\r\n" + HEADERS.replace(b"X-Request-Id", b"X") + b"\r\n{}"),
        (GET, b"HTTP/1.1 200 OK\r\n" + HEADERS + b"\r\n{}HTTP/1.1 200 OK\r\n" + HEADERS + b"\r\n{}"),
        (GET, b"HTTP/1.1 400 Bad\r\n" + HEADERS + b'\r\nTraceback (most recent call last):\n  File "app.py"'),
        (GET.replace(b"/api/", b"/api\\"), b"HTTP/1.1 200 OK\r\n" + HEADERS + b'\r\n{"items":[]}'),
    ],
    ids=["a 5xx", "no middleware", "no id", "two answers", "a stack", "a path that a proxy reads otherwise"],
)
def test_what_is_unsafe_is_found(sent: bytes, received: bytes) -> None:
    assert faults(sent, received)
    assert not faults(GET, b"HTTP/1.1 200 OK\r\n" + HEADERS + b'\r\n{"items":[]}')
    assert str(Heard(received, closed=True)).startswith(received[9:12].decode())
