"""What both apps of a real pair do for a request, recorded from outside in development, with the SQL that they send."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from parity.machine import FRAMEWORKS, node
from parity.machine import run as done
from parity.projects import UPGRADE, WHOLE, project
from served import KEYS, left

from scaffold.actions.serve import fire, traces
from scaffold.outside.live import asking, development, tracing
from scaffold.outside.live.apps import HEALTH, free_port

Fire = Callable[..., dict[str, Any]]
# What happens after an answer was sent takes long, of one request.
SLOW = """\
import http from "node:http";
const { end } = http.ServerResponse.prototype;
http.ServerResponse.prototype.end = function (...values) {
  const found = end.apply(this, values);
  for (const last = Date.now() + (this.req.url.includes("slow") ? 200 : 0); Date.now() < last;);
  return found;
};
"""


@pytest.fixture(scope="module")
def fires(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fire]:
    home = tmp_path_factory.mktemp("traced")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(node()), prepend=os.pathsep)
        for framework in FRAMEWORKS:
            shutil.copytree(project(framework, "shop", *WHOLE), home / framework, symlinks=True)
            done(*UPGRADE[framework], cwd=home / framework)
            patch.setenv(KEYS[framework], str(free_port()))
        (home / "flask/sitecustomize.py").write_text("import os\nos.environ['OWN'] = 'kept'\n")
        patch.setenv("PYTHONPATH", str(home / "flask"))
        (home / "slow.mjs").write_text(SLOW)
        patch.setenv("NODE_OPTIONS", f"--import={(home / 'slow.mjs').as_uri()}")
        with tracing.begun() as place:
            sides = [tracing.traced(development.side(name, home / name), place) for name in FRAMEWORKS]
            said: list[str] = []
            with development.started(sides, lambda _, line: said.append(line)):
                ports = {one.framework: one.port for one in sides}
                until_up(ports, said)

                def fires(method: str, path: str, body: Any = None) -> dict[str, Any]:
                    given = {"method": method, "path": path, "type": "application/json"}
                    request = fire.asked({**given, "body": None if body is None else json.dumps(body)})
                    assert request
                    return fire.fired(ports, request, place)[0]

                yield fires
                assert sorted(one.name for one in place.iterdir()) == [
                    *("express", "flask", "sitecustomize.py", "trace.mjs")
                ]
        assert not place.exists()
    assert not left(home)


def until_up(ports: dict[str, int], said: list[str]) -> None:
    end = time.monotonic() + 120
    while True:
        try:
            if all(asking.ask(port, HEALTH, seconds=2).status == 200 for port in ports.values()):
                return
        except OSError:
            pass
        assert time.monotonic() < end, said[-20:]
        time.sleep(0.1)


def names(side: dict[str, Any], *kinds: str) -> list[str]:
    return [one["name"] for one in side["trace"]["steps"] if not kinds or one["kind"] in kinds]


def sent(side: dict[str, Any]) -> list[str]:
    return [one["text"].split()[0].upper() for one in side["trace"]["sql"]]


@pytest.mark.long
def test_what_creates_a_row_is_one_transaction_on_both_sides(fires: Fire) -> None:
    found = fires("POST", "/api/categories", {"name": f"one {time.time()}"})

    assert found["label"] == "same"
    for side in FRAMEWORKS:
        assert sent(found[side]) == ["BEGIN", "INSERT", "COMMIT"], side
        assert found[side]["trace"]["count"] == 1
        assert [one["control"] for one in found[side]["trace"]["sql"]] == [True, False, True]
    assert names(found["flask"], "view") == ["api.categories.create()"]
    assert names(found["express"], "view") == ["POST /api/categories()"]
    places = {one["at"][0] for one in found["express"]["trace"]["sql"]}
    assert places == {"src/features/categories/service.ts"}
    assert {one["at"][0] for one in found["flask"]["trace"]["sql"]} <= {
        *("app/rows.py", "app/features/categories/routes.py")
    }


@pytest.mark.long
def test_what_ran_took_no_longer_than_the_answer(fires: Fire) -> None:
    found = fires("GET", "/slow")

    for side in FRAMEWORKS:
        assert 0 < found[side]["trace"]["ms"] <= found[side]["ms"], side


@pytest.mark.long
def test_the_chain_has_its_order_its_times_and_its_lines(fires: Fire) -> None:
    found = fires("GET", "/api/products?page=1")
    flask, express = found["flask"], found["express"]

    assert names(flask)[0] == "logs.begin"
    assert names(flask)[-1] == "flask_sqlalchemy.teardown_session"
    assert names(express, "in")[:1] == ["logRequests"]
    assert "logRequests.finish" in names(express, "out")
    assert flask["trace"]["count"] >= 1 <= express["trace"]["count"]
    for side in (flask, express):
        steps, total = side["trace"]["steps"], side["trace"]["ms"]
        assert [one["from"] for one in steps] == sorted(one["from"] for one in steps)
        assert 0 < sum(one["ms"] for one in steps if one["kind"] != "out") <= total + 1
        view = next(one for one in steps if one["kind"] == "view")
        assert view["at"][0].startswith(("app/features/products/", "src/features/products/"))
        for one in side["trace"]["sql"]:
            assert view["from"] <= one["from"] <= view["from"] + view["ms"]
            assert steps[one["step"]] is view


@pytest.mark.long
def test_an_error_goes_through_its_handlers_and_sends_nothing(fires: Fire) -> None:
    found = fires("POST", "/api/categories", {"name": ""})

    assert names(found["flask"], "error") == ["errors.problem"]
    assert names(found["express"], "error") == ["translateDbErrors", "handleError"]
    assert sent(found["flask"]) == sent(found["express"]) == []


@pytest.mark.long
def test_a_statement_that_the_database_refuses_is_there_and_says_so(fires: Fire) -> None:
    name = f"twice {time.time()}"
    assert fires("POST", "/api/categories", {"name": name})["flask"]["status"] == 201
    found = fires("POST", "/api/categories", {"name": name})

    for side in FRAMEWORKS:
        assert found[side]["status"] == 409
        failed = [one for one in found[side]["trace"]["sql"] if one["failed"]]
        assert [one["text"].split()[0].upper() for one in failed] == ["INSERT"], side
        assert sent(found[side])[-1] == "ROLLBACK"


def test_what_is_no_trace_is_none(tmp_path: Path) -> None:
    assert traces.told(tmp_path, "flask", "serve-1") is None
    (tmp_path / "flask").touch()
    for text in ("", "[]", "{}", '{"steps": 1, "sql": [], "ms": 1}', '{"steps": [{}], "sql": [], "ms": 1}', "[" * 9999):
        (tmp_path / "flask-serve-1").write_text(text)
        assert traces.told(tmp_path, "flask", "serve-1") is None
    (tmp_path / "flask-serve-1").write_text('{"steps": [], "sql": [], "ms": 1}')
    assert traces.told(tmp_path, "flask", "serve-1") == {"ms": 1, "steps": [], "sql": [], "count": 0, "sqlMs": 0}


def test_an_app_that_says_it_writes_and_does_not_is_waited_for_a_moment_only(tmp_path: Path) -> None:
    (tmp_path / "express").touch()
    begun = time.monotonic()

    assert traces.told(tmp_path, "express", "serve-1") is None
    assert time.monotonic() - begun < 5
