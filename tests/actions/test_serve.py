"""`scaffold serve`: both sides run beside a page that only its own browser may use, and nothing of them is left."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from served import HOSTILE, Serving, left, program, ready, running, served

from scaffold.actions.serve import examples, fire, requests
from scaffold.core.comparison import Answer, Both, Exchange
from scaffold.core.concepts import Request
from scaffold.core.exchanges import compared
from scaffold.core.resource import stored
from scaffold.pages import cockpit


@pytest.fixture
def pair(tiny: Path, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    assert run("new", "shop", "--framework", "both", "--no-git").code == 0
    return ready(here / "shop", monkeypatch)


@pytest.fixture
def serving(pair: Path, tiny: Path) -> Iterator[Serving]:
    with served(tiny, "shop") as found:
        for side in ("flask", "express"):
            found.until(kind="side", side=side, state="up")
        yield found
    assert not left(pair)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_end_leaves_no_process(pair: Path, tiny: Path, number: signal.Signals) -> None:
    with served(tiny, "shop") as serving:
        serving.until(kind="log", text="hello")
        serving.process.send_signal(number)
        serving.process.wait(20)

        assert not left(pair)
        assert number != signal.SIGINT or serving.process.returncode == 0
    assert f"flask    http://127.0.0.1:{os.environ['FLASK_RUN_PORT']}\n" in serving.told


def test_both_are_asked_the_same_and_the_list_is_that_of_the_document(serving: Serving) -> None:
    same = serving.fire("POST", "/api/notes", '{"title": "a"}')
    other = serving.fire("GET", "/which")

    assert same["label"] == "same"
    assert same["flask"]["status"] == same["express"]["status"] == 201
    assert same["flask"]["ms"] > 0
    assert [["Location: /api/notes/7", False]] in same["flask"]["headers"]
    assert other["label"] == "200 against 404"
    assert [['  "side": ', False], ['"flask"', True]] in other["flask"]["body"]
    for side in ("flask", "express"):
        assert serving.until(kind="log", side=side, text=other["id"])["at"].count(":") == 2

    found = serving.ask("GET", "requests")[1]

    assert found["title"] == "shop"
    titles = {one["title"]: one for one in found["requests"]}
    assert titles["Create note"]["body"].startswith('{"title": "Example ')
    assert titles["A field is missing"]["body"] == "{}"
    assert titles[HOSTILE]["path"] == "/api/notes/{id}"


# Why one start for all of these: none of them changes anything.
HOSTS = ("evil.example", "localhost", "127.0.0.1", "127.0.0.1:1", "", None)
FOREIGN: tuple[dict[str, str | None], ...] = (
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": None},
    {"Origin": "http://localhost:{port}"},
    {"Content_Type": "text/plain"},
    {"Content_Type": "application/x-www-form-urlencoded"},
    {"Content_Type": None},
    {"Host": "evil.example"},
)
NONE: tuple[Any, ...] = (
    {"method": "GET", "path": "http://evil.example/", "body": None},
    {"method": "GET", "path": "/a b", "body": None},
    {"method": "GET", "path": "/a\r\nHost: evil.example", "body": None},
    {"method": "CONNECT", "path": "/", "body": None},
    {"method": "GET", "path": "/", "body": 1},
    {"method": "GET", "path": "/", "body": None, "type": "a\r\nb: c"},
    b"{",
    b"[]",
    b"[" * 100_000,
)


def test_nobody_else_can_use_it(serving: Serving) -> None:
    """Why the host: a name of another site may lead to this machine."""
    for host in HOSTS:
        for name in ("", "requests", "events"):
            assert serving.ask("GET", name, Host=host)[0] == 403, host
    body = {"method": "POST", "path": "/api/foreign", "body": None, "type": "application/json", "side": "flask"}
    for headers in FOREIGN:
        given = {key: value and value.format(port=serving.port) for key, value in headers.items()}
        for name in ("fire", "restart", "code", "open"):
            assert serving.ask("POST", name, body, **given)[0] == 403, headers
    for path in ("/", "/requests", "/events", "/fire", "/x/requests", serving.base[:-1], serving.base + "../etc"):
        assert serving.ask("GET", path)[0] == 404, path
    assert serving.ask("POST", "/fire", {})[0] == 404
    assert "/api/foreign" not in str(list(serving.events(0.5)))

    assert serving.ask("GET", "")[0] == 200
    assert serving.ask("POST", "fire", body)[0] == 200
    assert "/api/foreign" in str(list(serving.events(0.5)))


def test_only_the_two_apps_are_asked_and_only_requests_are_sent(serving: Serving) -> None:
    for given in NONE:
        body = {"type": "application/json", **given} if isinstance(given, dict) else given
        assert serving.ask("POST", "fire", body)[0] == 400, given

    # Why this one: it is a path, though it looks like the address of another server.
    found = serving.fire("GET", "//evil.example/x")
    assert "evil.example/x" in str(found["flask"]["body"])


def test_only_files_of_the_pair_are_shown_and_opened(serving: Serving) -> None:
    for at in (
        ["../../x", 1],
        ["/etc/passwd", 1],
        ["app/main.py", 0],
        ["app/main.py", True],
        ["app/main.py"],
        "app",
        None,
    ):
        for name in ("code", "open"):
            assert serving.ask("POST", name, {"side": "flask", "at": at})[0] == 400, at

    status, found = serving.ask(
        "POST", "code", {"side": "flask", "at": ["app/main.py", 2], "other": ["/etc/passwd", 1]}
    )
    assert status == 200
    assert found["flask"][0]["lines"][1]["at"] and not found["express"]


def test_its_answers_forbid_everything_that_it_does_not_need() -> None:
    policy = dict(cockpit.HEADERS)["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "require-trusted-types-for 'script'" in policy
    page = cockpit.file("")
    assert page and not re.search(rb"<script>|<style|\son\w+=|style=|https?://", page[1])


def test_a_side_that_does_not_start_is_told_with_what_it_said(pair: Path, tiny: Path) -> None:
    program(pair, "express", "raise SystemExit('no such table: notes')")
    with served(tiny, "shop") as serving:
        assert serving.until(kind="side", side="express", state="ended")["why"] == "it ended with 1"
        assert serving.until(kind="log", side="express", text="no such table: notes")
        serving.until(kind="side", side="flask", state="up")
        found = serving.fire("GET", "/api/notes")

        assert found["label"] == ""
        assert found["flask"]["status"] == 404
        assert found["express"]["failed"] == "Connection refused"

        program(pair, "express")
        assert serving.ask("POST", "restart", {"side": "express"})[0] == 200
        serving.until(kind="side", side="express", state="up")
        assert serving.fire("GET", "/api/notes")["label"] == "same"
    assert not left(pair)


def test_a_side_that_fell_over_does_not_end_the_other(serving: Serving, pair: Path) -> None:
    before = sorted(running(pair))
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if (entry / "cwd").readlink() == pair / "flask" and "bin/flask" in (entry / "cmdline").read_text():
                os.kill(int(entry.name), signal.SIGKILL)
        except OSError:
            continue

    assert serving.until(kind="side", side="flask", state="ended")["why"] == "it ended with -9"
    assert serving.fire("GET", "/api/notes")["express"]["status"] == 404
    assert sorted(running(pair)) != before

    assert serving.ask("POST", "restart", {"side": "neither"})[0] == 400
    assert serving.ask("POST", "restart", {"side": "flask"})[0] == 200
    end = time.monotonic() + 20
    while sorted(running(pair)) != before and time.monotonic() < end:
        time.sleep(0.1)
    assert sorted(running(pair)) == before


def test_a_port_that_is_taken_is_replaced(pair: Path, tiny: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(os.environ["PORT"])))
        taken.listen()
        with served(tiny, "shop/express", "shop/flask") as serving:
            serving.until(kind="side", side="express", state="up")

            assert f":{os.environ['PORT']}\n" not in serving.told
            port = serving.ask("GET", "requests")[1]["ports"]["express"]
            assert port != int(os.environ["PORT"])
            assert serving.told.splitlines()[0] == f"port {os.environ['PORT']} is taken; Express is on {port}"
            assert "Flask is on" not in serving.told


def test_a_pair_that_is_served_already_is_told_with_its_page(pair: Path, tiny: Path) -> None:
    with served(tiny, "shop") as first:
        first.until(kind="side", side="flask", state="up")
        assert "already" not in first.told
        with served(tiny, "shop") as second:
            assert second.told.splitlines()[0] == f"this pair is served already, at {first.url}"
            assert f"port {os.environ['FLASK_RUN_PORT']} is taken; Flask is on " in second.told
        first.process.kill()
        first.process.wait()
    assert not left(pair)
    with served(tiny, "shop") as third:
        assert "already" not in third.told
    assert (pair / "flask/.venv/.scaffold-serve/page").stat().st_mode & 0o077 == 0


def test_one_half_leads_to_the_other_and_no_pair_is_told(pair: Path, tiny: Path, here: Path, run: Run) -> None:
    with served(tiny, "shop/flask") as serving:
        assert "express" in serving.told
    assert run("new", "alone", "--framework", "flask", "--no-git").code == 0

    for words, said in {("alone",): "has no twin here", ("alone", "shop/flask"): "are both for flask"}.items():
        ended = run("serve", *words)
        assert ended.code == 2
        assert said in ended.err


def test_what_is_missing_is_told_before_anything_is_started(pair: Path, run: Run) -> None:
    (pair / "flask/.venv/bin/flask").unlink()
    (pair / "express/node_modules").rmdir()

    ended = run("serve", "shop")

    assert ended.code == 3
    assert "cd shop/flask && uv sync" in ended.err
    assert "cd shop/express && npm install" in ended.err
    assert not left(pair)


def answer(body: str) -> Answer:
    return Answer(200, "OK", (("Content-Type", "application/json"),), body)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ('{"b":1.50,"a":[],"b":{}}', '{\n  "b": 1.50,\n  "a": [],\n  "b": {}\n}'),
        ('[1,[2,{"x": "a,]{"}]]', '[\n  1,\n  [\n    2,\n    {\n      "x": "a,]{"\n    }\n  ]\n]'),
        ('"text"', '"text"'),
        ("null\n", "null"),
        ("[ ]", "[]"),
        ("<p>", "<p>"),
        ("", ""),
    ],
)
def test_json_is_laid_out_as_it_was_sent(sent: str, shown: str) -> None:
    assert cockpit.pretty(answer(sent)).body == shown


def test_what_cannot_be_seen_is_written_out() -> None:
    exchange: Exchange = compared(Request("GET", "/", {}, None, {}), Both(answer('"a\u202eb"'), answer('"a\u202ec"')))

    assert cockpit.shown(exchange).flask["body"] == [[('"a⟨U+202E⟩b"', True)]]


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "string", "maxLength": 5}, "417"),
        ({"type": "string", "minLength": 13}, "Example 41777"),
        ({"type": "string", "format": "email"}, "example417@example.org"),
        ({"type": "string", "format": "decimal", "description": "from -1 to 9.5"}, "-1"),
        ({"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}, "first"),
        ({"type": "integer", "minimum": 5}, 5),
        ({"type": "integer", "minimum": -9}, 1),
        ({"type": "number", "maximum": -2}, -2),
        ({"anyOf": [{"type": "null"}, {"type": "boolean"}]}, True),
        ({"type": ["string", "null"], "enum": ["draft", "live"]}, "draft"),
        ({"type": "array", "minItems": 1, "items": {"type": "integer"}}, [1]),
        ({"$ref": "#/nowhere"}, None),
        ({"type": "object", "properties": {"a": {"default": 3}, "b": {}}}, {"a": 3}),
    ],
)
def test_an_example_fits_its_schema(schema: Any, value: Any) -> None:
    assert examples.example(schema, {}, 417) == value


def test_a_schema_that_names_itself_has_an_end() -> None:
    loop = {"type": "object", "properties": {"again": {"$ref": "#/loop"}}}

    assert examples.example(loop, {"loop": loop}, 1)


def test_without_a_document_the_resources_are_offered() -> None:
    found = requests.offered(None, stored(["note title:string!"]), 100)
    posts = [one for one in found if one.method == "POST" and one.group == "Notes"]

    assert json.loads(posts[0].body or "") == {"title": "Example 2"}
    assert {"A field is missing", "A path that nobody has"} <= {one.title for one in found}
    assert requests.offered("no document", [], 1)


def test_a_request_has_a_number_and_a_type_only_with_a_body() -> None:
    given = {"method": "GET", "path": "/", "body": None, "type": "application/json"}
    first, second = (fire.asked(given) for _ in range(2))

    assert first and second
    assert first.headers.keys() == {"x-request-id"}
    assert first.headers != second.headers
