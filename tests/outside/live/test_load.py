"""The client of the experiments, against servers whose manners are known."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from parity.machine import node

from scaffold.core.concepts import Request
from scaffold.core.problem import Problem
from scaffold.outside.live.apps import App, free_port
from scaffold.outside.live.load import Loaded, Open, arrivals, busy, cpu, memory

# Answers after `wait` seconds each, all at once; `stall` seconds once, all of them; some with another status.
SERVER = """
import asyncio, sys, time
_, port, wait, stall, status, streams = sys.argv
port, wait, stall, streams = int(port), float(wait), float(stall), int(streams)
begun, count = time.monotonic(), 0

async def serve(reader, writer):
    global count
    try:
        while True:
            head = await reader.readuntil(b"\\r\\n\\r\\n")
            count += 1
            if b"/stream" in head:
                if count <= streams:
                    writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Type: text/event-stream\\r\\n\\r\\ndata: 1\\n\\n")
                await asyncio.sleep(60)
            if stall and count == 20:
                time.sleep(stall)
            if b"/burn" in head:
                end = time.process_time() + 0.01
                while time.process_time() < end: pass
            await asyncio.sleep(wait)
            writer.write(f"HTTP/1.1 {status} X\\r\\nContent-Length: 2\\r\\n\\r\\n".encode())
            await asyncio.sleep(0)
            writer.write(b"{}")
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()

async def main():
    async with await asyncio.start_server(serve, "127.0.0.1", port) as server:
        await server.serve_forever()

asyncio.run(main())
"""
GET = Request("GET", "/", {}, None, {})


@contextlib.contextmanager
def server(place: Path, wait: float = 0, stall: float = 0, status: int = 200, streams: int = 0) -> Iterator[Loaded]:
    port = free_port()
    log = place / "log"
    words = [sys.executable, "-c", SERVER, *map(str, (port, wait, stall, status, streams))]
    with log.open("wb") as out, subprocess.Popen(words, stdout=out, stderr=out) as process:
        try:
            app = App(place, port, process, log)
            end = time.monotonic() + 20
            while time.monotonic() < end:
                with contextlib.suppress(Problem):
                    app.ask(GET)
                    break
                time.sleep(0.02)
            yield Loaded(app, str(node() / "node"))
        finally:
            process.kill()


def test_a_closed_load_asks_as_often_as_it_is_answered_and_its_costs_are_those_of_the_app(tmp_path: Path) -> None:
    with server(tmp_path, wait=0.05) as side:
        waiting = side.closed(GET, 0.5, 10)
        burning = side.closed(Request("GET", "/burn", {}, None, {}), 0.5, 2)

    assert waiting.rate <= 10 / 0.05
    assert min(waiting.took) >= 49
    assert waiting.cpu < 10 <= burning.cpu < 20


def test_the_times_of_many_requests_come_whole(tmp_path: Path) -> None:
    """More than a pipe takes at once, unless this machine is very slow."""
    with server(tmp_path) as side:
        found = side.closed(GET, 4)

    assert found.rate * 4 == pytest.approx(len(found.took), rel=0.1)


def test_an_open_load_sends_at_its_instants_and_charges_a_server_that_stalls_for_everybody(tmp_path: Path) -> None:
    with server(tmp_path, stall=0.5) as side:
        found = side.open(GET, 60, 1.5)

    assert len(found.took) == len(arrivals(60, 1.5))
    # Why so many: half a second of 60 a second came meanwhile, and none of them is left out.
    assert sum(took > 50 for took in found.took) >= 15
    assert max(found.took) >= 450


def test_what_is_asked_beside_an_open_load_is_timed_by_itself(tmp_path: Path) -> None:
    with server(tmp_path, wait=0.1) as side:
        found = side.open(GET, 20, 0.5, (0.1, GET))

    assert found.beside and found.beside >= 99
    assert found.expected == pytest.approx(sum(found.took) / 1000 / 0.55, rel=0.6)


def test_littles_law_and_late_requests_tell_whether_to_believe_it() -> None:
    took = (10.0,) * 100

    assert Open(took, late=0.5, inside=2.0, expected=2.1, beside=None).trusted
    assert not Open(took, late=0.5, inside=2.0, expected=3.0, beside=None).trusted
    assert not Open(took, late=5.0, inside=2.0, expected=2.0, beside=None).trusted


def test_streams_are_counted_that_have_their_first_event_in_time(tmp_path: Path) -> None:
    with server(tmp_path, streams=9) as side:
        # Why 8: the server was asked once before.
        assert side.streams(Request("GET", "/stream", {}, None, {}), 20, 0.5) == 8


@pytest.mark.parametrize("status", [404, 500, 503])
def test_an_answer_that_is_an_error_is_nothing_to_measure(tmp_path: Path, status: int) -> None:
    with server(tmp_path, status=status) as side, pytest.raises(Problem, match="did not answer all"):
        side.closed(GET, 0.2)


def test_a_server_that_is_gone_is_told(tmp_path: Path) -> None:
    with server(tmp_path) as side:
        side.app.process.kill()
        side.app.process.wait()
        with pytest.raises(Problem, match="ended while it was measured"):
            cpu(side.app)


def test_memory_and_work_are_those_of_the_whole_app_and_of_this_machine(tmp_path: Path) -> None:
    with server(tmp_path) as side:
        assert 3_000_000 < memory(side.app) < 200_000_000
    assert 0 <= busy(0.1) <= 1


def test_people_come_at_random_and_the_same_each_time() -> None:
    found = arrivals(100, 50)

    assert found == arrivals(100, 50)
    assert list(found) == sorted(found)
    assert 4500 < len(found) < 5500
