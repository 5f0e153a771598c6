"""Requests that are kept in a pair, and asked again: what is kept, what is told when it is otherwise, and bad files."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from parity.machine import FRAMEWORKS
from parity.projects import WHOLE, project
from served import left, ready, served

from scaffold.actions.serve import recorded
from scaffold.actions.serve.recorded import Kept
from scaffold.core.comparison import Answer, Both
from scaffold.core.concepts import Request
from scaffold.core.problem import Problem

TYPED = (("Content-Type", "application/json; charset=utf-8"), ("Date", "now"), ("X-Powered-By", "x"))
ONE = Answer(200, "OK", TYPED, '{"a": [1, "ü"]}')


def kept(one: Answer = ONE, two: Answer = ONE, path: str = "/api/notes", body: str | None = None) -> Kept:
    headers = {} if body is None else {"content-type": "application/json"}
    return Kept("A note", Request("GET", path, headers, body, {}), Both(one, two))


def test_what_is_kept_is_small_and_read_again_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "recorded.json"
    recorded.keep(file, kept())
    recorded.keep(file, kept(two=replace(ONE, status=404, body="no"), path="/other", body="{}"))
    recorded.keep(file, kept(replace(ONE, status=201), replace(ONE, status=201)))
    first, second = json.loads(file.read_text())["requests"]

    assert first == {
        **{"title": "A note", "method": "GET", "path": "/api/notes"},
        "both": {"status": 201, "headers": {"content-type": "application/json"}, "body": {"a": [1, "ü"]}},
    }
    assert second["body"] == "{}" and second["express"]["text"] == "no" and second["flask"]["status"] == 200
    again = recorded.read(file)
    assert [one.request for one in again] == [kept().request, kept(path="/other", body="{}").request]
    assert again[1].answers.express.body == "no"
    assert list(tmp_path.iterdir()) == [file]


def test_the_number_of_a_new_row_is_not_compared() -> None:
    def made(number: int) -> Answer:
        return Answer(201, "", (("Location", f"/api/notes/{number}"),), json.dumps({"id": number, "a": 1}))

    assert recorded.compared(made(3)) == recorded.compared(made(7))
    assert recorded.compared(replace(made(3), status=200)) != recorded.compared(replace(made(7), status=200))


BAD = {
    "{": "it is no JSON",
    "[": "it is no JSON",
    "[]": "it has no list `requests`",
    '{"requests": {}}': "it has no list `requests`",
    '{"requests": [1]}': "request 1 is no object",
    '{"requests": [{"method": "CONNECT", "path": "/"}]}': "request 1 has none of the methods",
    '{"requests": [{"method": "GET", "path": "/a\\r\\nb"}]}': "request 1 has no path",
    '{"requests": [{"method": "GET", "path": "/", "body": 1}]}': "request 1 has a body that is no text",
    '{"requests": [{"method": "GET", "path": "/", "both": {"status": "200"}}]}': "request 1 has no answer of both",
    '{"requests": [{"method": "GET", "path": "/", "flask": {"status": 200}}]}': "request 1 has no answer of both",
    "[" * 100_000: "it is no JSON",
}


@pytest.mark.parametrize(("text", "why"), BAD.items(), ids=range(len(BAD)))
def test_a_bad_file_is_told_and_kept(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "recorded.json"
    file.write_text(text)
    for act in (lambda: recorded.read(file), lambda: recorded.keep(file, kept())):
        with pytest.raises(Problem) as problem:
            act()
        assert problem.value.why.startswith(why)
    assert file.read_text() == text


def test_the_page_records_what_both_answered_and_lists_it(
    tiny: Path, here: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("new", "shop", "--framework", "both", "--no-git").code == 0
    pair = ready(here / "shop", monkeypatch)
    with served(tiny, "shop") as serving:
        for side in FRAMEWORKS:
            serving.until(kind="side", side=side, state="up")
        fired = serving.fire("GET", "/which")
        told = serving.ask("POST", "record", {"id": fired["id"], "title": "Which"})

        assert told == (200, {"told": "Kept in shop/recorded.json"})
        one = recorded.read(pair / "recorded.json")[0]
        assert (one.answers.flask.status, one.answers.express.status) == (200, 404)
        listed = [each for each in serving.ask("GET", "requests")[1]["requests"] if each["group"] == "Recorded"]
        assert [(each["title"], each["path"]) for each in listed] == [("Which", "/which")]
        for bad in ({"id": "x", "title": "a"}, {"id": fired["id"]}, {"id": None, "title": "a"}):
            assert serving.ask("POST", "record", bad)[0] == 400
        (pair / "recorded.json").write_text("{")
        assert "it is no JSON" in serving.ask("POST", "record", {"id": fired["id"], "title": "Which"})[1]["told"]
        assert serving.ask("GET", "requests")[0] == 200
    assert not left(pair)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for framework in FRAMEWORKS:
        shutil.copytree(project(framework, "shop", *WHOLE), tmp_path / "shop" / framework, symlinks=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "shop"


def answered(name: str, status: int = 200) -> dict[str, Any]:
    return {"status": status, "headers": {"content-type": "application/json"}, "body": {"status": name}}


@pytest.mark.long
def test_both_are_asked_again_and_what_is_otherwise_is_told(shop: Path, run: Run) -> None:
    assert run("check", "shop", "--recorded").code == 2
    alive = {"title": "Alive", "method": "GET", "path": "/healthz", "both": answered("ok")}
    (shop / "recorded.json").write_text(json.dumps({"requests": [alive]}))
    ran = run("check", "shop", "--recorded")

    assert (ran.code, ran.out) == (0, "")
    assert "1 recorded request: answered as before" in ran.err

    other = {**alive, "both": None, "flask": answered("ok", 418), "express": answered("x" * 200)}
    del other["both"]
    (shop / "recorded.json").write_text(json.dumps({"requests": [alive, {**other, "title": "Long " * 40}]}))
    ran = run("check", "shop", "--recorded")

    assert ran.code == 1
    assert "2 recorded requests: 1 answered otherwise" in ran.err
    lines = ran.out.splitlines()
    assert "  Flask    418, now 200" in lines
    assert any(line.startswith("  Express  same status, different bodies") for line in lines)
    assert '           now  "status": "ok"' in lines
    assert max(map(len, lines)) <= 80
    assert json.loads(run("check", "shop", "--recorded", "--json").out)["differ"][0]["lines"]
