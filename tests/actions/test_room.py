"""The room of `scaffold serve`: it tells what is asked, hears a prediction from each phone, and can do nothing else."""

from __future__ import annotations

import contextlib
import http.client
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, command
from served import ready

from scaffold.actions.serve import room
from scaffold.actions.serve.room import Room

ASKED = {"key": "1", "title": "A field is missing", "method": "POST", "path": "/api/tags", "body": "{}"}
TRUTH = {"flask": 422, "express": 400, "same": False}
ONE, TWO = "0" * 16, "f" * 16


@pytest.fixture
def heard() -> list[int]:
    return []


@pytest.fixture
def opened(heard: list[int]) -> Iterator[Room]:
    with room.opened("127.0.0.1", heard.append) as found:
        assert found
        yield found


def ask(opened: Room, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, Any]:
    port = int(opened.url.split(":")[2].strip("/"))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with contextlib.closing(connection):
        given = {"Content-Type": "application/json"} | {name.replace("_", "-"): one for name, one in headers.items()}
        connection.request(method, path, body or None, given)
        answer = connection.getresponse()
        text = answer.read()
        is_json = answer.headers.get_content_type() == "application/json"
        return answer.status, json.loads(text) if is_json else text


def say(opened: Room, phone: str, number: int = 1, **guess: Any) -> Any:
    status, found = ask(opened, "POST", "/say", json.dumps({"phone": phone, "number": number, **guess}).encode())
    assert status == 200
    return found["said"]


def test_each_phone_counts_once_and_what_it_said_is_seen_once_both_have_answered(
    opened: Room, heard: list[int]
) -> None:
    assert ask(opened, "GET", "/now") == (200, {"number": 0})
    assert opened.ask(ASKED) == {"said": 0}
    assert say(opened, ONE, flask=400)
    assert say(opened, ONE, flask=422, express=422, same=True)
    assert say(opened, TWO, flask=422)
    assert heard == [1, 1, 2]
    _, found = ask(opened, "GET", "/now")
    assert found == {"number": 1, "method": "POST", "title": "A field is missing", "path": "/api/tags", "body": "{}"}

    tally = {"said": 2, "flask": {422: 2}, "express": {422: 1}, "same": {"same": 1}}
    assert opened.reveal("1", TRUTH) == tally
    assert opened.reveal("1", TRUTH) is None
    assert not say(opened, ONE, flask=400)
    _, found = ask(opened, "GET", "/now")
    assert found["truth"] == TRUTH
    assert found["tally"]["flask"] == {"422": 2}


def test_another_request_begins_anew_and_the_same_one_that_is_edited_does_not(opened: Room) -> None:
    opened.ask(ASKED)
    say(opened, ONE, flask=400)

    assert opened.ask({**ASKED, "path": "/api/tags?x"}) == {"said": 1}
    assert opened.ask({**ASKED, "key": "2"}) == {"said": 0}
    assert not say(opened, ONE, number=1, flask=400)
    assert say(opened, ONE, number=2, flask=400)
    assert opened.reveal("1", TRUTH) is None


@pytest.mark.parametrize(
    "guess",
    [{}, {"flask": 418}, {"flask": True}, {"flask": "422"}, {"same": 1}, {"flask": 422, "express": [422]}, {"x": 1}],
    ids=str,
)
def test_what_is_no_prediction_is_not_taken(opened: Room, guess: dict[str, Any]) -> None:
    opened.ask(ASKED)

    assert not say(opened, ONE, **guess)
    assert not say(opened, "Ada Lovelace", flask=422)
    assert opened.state() == opened.state() | {"number": 1}
    assert opened.reveal("1", TRUTH) == {"said": 0, "flask": {}, "express": {}, "same": {}}


@pytest.mark.parametrize("given", [{}, {"key": 1}, {"key": "1", "method": "TRACE"}], ids=str)
def test_what_is_no_request_is_not_shown(opened: Room, given: dict[str, Any]) -> None:
    assert opened.ask(given) is None
    assert opened.state() == {"number": 0}


def test_there_is_nothing_else(opened: Room) -> None:
    for path in ("/fire", "/events", "/requests", "/../web.py", "/%2e%2e/x", "/room.svg", "/now/"):
        assert ask(opened, "GET", path)[0] == ask(opened, "POST", path, b"{}")[0] == 404
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "HEAD"):
        assert ask(opened, method, "/now")[0] == 501
    assert ask(opened, "POST", "/say", b"{}", Content_Type="text/plain")[0] == 400
    assert ask(opened, "POST", "/say", b"[]")[0] == 400
    assert ask(opened, "POST", "/say", b"{")[0] == 400
    assert ask(opened, "POST", "/say", b" " * (room.LARGEST + 1))[0] == 400
    status, page = ask(opened, "GET", "/")
    assert status == 200
    assert b"Flask answers" in page


def test_who_holds_connections_keeps_nobody_out_for_long(heard: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Those beyond the limit are hung up on, and the place of a silent one is free after its time."""
    monkeypatch.setattr(room, "AT_ONCE", 3)
    monkeypatch.setattr(room.Handler, "timeout", 3)
    with room.opened("127.0.0.1", heard.append) as opened:
        assert opened
        port = int(opened.url.split(":")[2].strip("/"))
        with contextlib.ExitStack() as held:
            for _ in range(8):
                held.enter_context(socket.create_connection(("127.0.0.1", port)))
            with pytest.raises((OSError, http.client.HTTPException)):
                ask(opened, "GET", "/now")
            time.sleep(4)
            assert ask(opened, "GET", "/now")[0] == 200


def test_more_phones_than_a_room_holds_are_not_counted(opened: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST", 1)
    opened.ask(ASKED)

    assert say(opened, ONE, flask=422)
    assert not say(opened, TWO, flask=422)
    assert say(opened, ONE, flask=400)


def test_its_code_is_a_picture_of_the_address() -> None:
    picture = room.code("http://192.0.2.77:8080/")

    assert picture.startswith(b"<svg") and picture != room.code("http://192.0.2.78:8080/")


def test_a_room_elsewhere_is_refused_before_anything_starts(
    tiny: Path, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("new", "shop", "--framework", "both", "--no-git").code == 0
    ready(here / "shop", monkeypatch)

    words = command(tiny, "serve", "shop", "--no-open", "--room-at", "203.0.113.9")
    told = subprocess.run(words, text=True, capture_output=True, check=False, timeout=60)

    assert told.returncode == 2
    assert "the room cannot be at `203.0.113.9`: cannot assign requested address" in " ".join(told.stderr.split())
    assert "Nothing was started." in told.stderr


INSIDE = """
set -e
ip link set lo up
ip link add room0 type veth peer name phone0
unshare --net sleep 120 & phone=$!
until [ "$(readlink /proc/$phone/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.05; done
ip link set phone0 netns $phone
ip addr add 198.51.100.1/24 dev room0
ip link set room0 up
nsenter --target $phone --net ip addr add 198.51.100.2/24 dev phone0
nsenter --target $phone --net ip link set phone0 up
"$@" --room-at 198.51.100.1 2> told &
until grep -q Ctrl-C told; do sleep 0.1; kill -0 $!; done
until [ "$(echo "$ports" | wc -w)" -ge 4 ]; do
  sleep 0.2
  ports=$(ss -Hltn | awk '{n = split($4, part, ":"); print part[n]}' | sort -un)
done
nsenter --target $phone --net "$PYTHON" -c "$ASK" $ports
kill $phone; kill -INT -- -$$ 2>/dev/null || true
"""
ASK = """
import http.client, sys
for port in map(int, sys.argv[1:]):
    connection = http.client.HTTPConnection("198.51.100.1", port, timeout=5)
    try:
        connection.request("GET", "/now")
        print(port, connection.getresponse().read().decode())
    except OSError as error:
        print(port, "refused" if isinstance(error, ConnectionRefusedError) else error)
"""


@pytest.mark.long
def test_another_machine_reaches_the_room_and_nothing_else(
    tiny: Path, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From another network namespace, each port that listens here is asked: both apps, the page, the room."""
    assert shutil.which("ip") and shutil.which("ss"), "apt-get install iproute2"
    assert run("new", "shop", "--framework", "both", "--no-git").code == 0
    ready(here / "shop", monkeypatch)
    monkeypatch.setenv("PYTHON", sys.executable)
    monkeypatch.setenv("ASK", ASK)

    words = command(tiny, "serve", "shop", "--no-open")
    alone = ["unshare", "--net", "--map-root-user", "--kill-child", "--fork", "--pid", "--mount-proc"]
    done = subprocess.run(
        [*alone, "sh", "-c", INSIDE, "sh", *words], text=True, capture_output=True, check=False, timeout=120
    )

    told = Path("told").read_text("utf-8")
    lines = dict(line.split(" ", 1) for line in done.stdout.splitlines())
    assert len(lines) == 4, told + done.stderr
    reached = {port: text for port, text in lines.items() if text != "refused"}
    assert f"room     http://198.51.100.1:{next(iter(reached))}/" in told
    assert list(reached.values()) == ['{"number": 0}']
