"""Both frameworks alone: two files that are valid, run, and answer what the table says."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from conftest import Run
from parity import answers as parity
from parity import exchange, projects
from parity.machine import FRAMEWORKS, ROOT, node

from scaffold.actions.compare import alone, live, runs
from scaffold.actions.compare.questions import Question, questions
from scaffold.core import exchanges, resource
from scaffold.core.comparison import Alone, Answer, Both
from scaffold.core.concepts import Request
from scaffold.core.problem import OUTSIDE, Problem
from scaffold.outside.live import alone as bare

RECIPES = ("starter", "blog", "shop")
NOTE = "note title:string! body:text pinned:boolean=false"
ODD = (
    "order group:string! select:integer! index:date",
    "case(cases) default:string=draft class:boolean! delete:decimal{10,2}=1.50 until:datetime=now",
    "purchase_order_line_item unit_price:float=0 is_open:boolean=true secret:string:private owner:email!:uniq",
)
# What the two servers of the frameworks say by themselves, in every answer.
OWN = {"date", "server", "connection", "keep-alive", "content-length", "x-powered-by", "etag"}

Recorded = tuple[Question, Both[Answer], Both[Answer]]
Seen = tuple[Alone, list[Recorded]]


def lines() -> list[str]:
    """Every resource of the examples and of the yardsticks, and odd ones."""
    files = [*ROOT.glob("examples/*/answers.yml"), *ROOT.glob("tests/parity/recipes/*.yml")]
    found = [line for file in files for line in yaml.safe_load(file.read_text()).get("resources") or ()]
    # Why not all: of JSON and references alone there is nothing that these apps could store, and they are not made.
    return [line for line in (NOTE, *ODD, *found) if bare.fields(resource.parse(line, stored=True))]


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.split()[0])
def test_both_files_are_valid(line: str, tmp_path: Path) -> None:
    written = bare.code(resource.parse(line, stored=True))

    ast.parse(written.flask)
    (tmp_path / "app.js").write_text(written.express)
    subprocess.run([node() / "node", "--check", "app.js"], cwd=tmp_path, check=True)
    for text in (written.flask, written.express):
        assert "{{" not in text
        with sqlite3.connect(":memory:") as database:
            database.execute(re.findall(r"CREATE TABLE[^;]*?\n +\)", text)[0])
            for statement in re.findall(r'"((?:SELECT|INSERT) [^"]*)"', text):
                database.execute(f"EXPLAIN {statement}", ["1"] * statement.count("?"))


def test_they_have_what_the_tutorials_have_and_nothing_more() -> None:
    written = bare.code(resource.parse(NOTE))

    assert re.findall(r"^@app\.(\w+)", written.flask, re.M) == ["teardown_appcontext", "get", "post", "get"]
    assert re.findall(r"^app\.(\w+)", written.express, re.M) == ["use", "get", "post", "get", "listen"]
    for text in (written.flask, written.express):
        assert len([line for line in text.splitlines() if line.strip()]) <= 50
        assert max(map(len, text.splitlines())) <= 88
        assert not re.search(r"errorhandler|\berr\b|pydantic|zod|helmet|try|catch|config", text)
    assert 'request.json["title"]' in written.flask and 'request.json.get("pinned", False)' in written.flask
    assert "req.body.title," in written.express and "(req.body.pinned ?? false) ? 1 : 0" in written.express


def test_fields_that_sqlite_has_no_value_for_are_left_out() -> None:
    line = (
        "post at:datetime=now extra:json secret:string:private author:references tags:references{tag}[] title:string!"
    )

    assert [field.name for field in bare.fields(resource.parse(line))] == ["title"]


def test_each_question_is_asked_once() -> None:
    found = questions(resource.parse(NOTE), "/api/notes", {"title": "b"}, {"title": "a"})

    assert len({one.title for one in found}) == len(found) >= 45
    asked = [(one.request, one.by, one.produces) for one in found]
    assert all(asked.count(one) == 1 for one in asked)


# From here on the apps run.


@pytest.fixture(autouse=True)
def _node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{node()}{os.pathsep}{os.environ['PATH']}")


def pair(recipe: str) -> Both[Path]:
    return Both(*(projects.project(framework, recipe) for framework in FRAMEWORKS))


@pytest.fixture(scope="module", params=RECIPES)
def seen(request: pytest.FixtureRequest) -> Iterator[Seen]:
    """What the table says of a recipe, and what all four apps answered, written down as they did."""
    recorded: list[Recorded] = []

    def row(question: Question, ours: Both[Answer], theirs: Both[Answer]) -> object:
        recorded.append((question, ours, theirs))
        return kept(question, ours, theirs)

    kept = alone._row
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{node()}{os.pathsep}{os.environ['PATH']}")
        patch.setattr(alone, "_row", row)
        with runs.begun(pair(request.param), lambda _: None) as both, both.served() as running:
            found = alone.asked(both.programs, live.filled(pair(request.param), running.ask), running.ask, both.place)
    assert found
    yield found, recorded


def told(answer: Answer, by: str) -> object:
    """What a client is told, compared in another way than the table is made: JSON as a value, else the very text."""
    headers = {name.lower(): value for name, value in answer.headers if name.lower() not in OWN or name.lower() == by}
    # Why none without a body: there is nothing that it would be the type of.
    headers["content-type"] = headers.get("content-type", "").partition(";")[0] if answer.body else ""
    if by in ("order", "spelling") or "json" not in headers["content-type"] or not answer.body:
        return answer.status, headers, answer.body.strip()
    return answer.status, headers, json.loads(answer.body)


def plain(answer: Answer) -> exchange.Answer:
    headers: dict[str, str] = {}
    for name, value in answer.headers:
        if name.lower() not in exchange.IGNORED:
            headers[name.lower()] = "\n".join([*headers.get(name.lower(), "").splitlines(), value])
    # Why: each app makes up an id of its own, where none is sent.
    if "x-request-id" in headers:
        headers["x-request-id"] = exchange.REQUEST_ID
    return exchange.Answer(answer.status, headers, answer.body.encode())


@pytest.mark.long
def test_every_row_is_what_was_answered(seen: Seen) -> None:
    table, recorded = seen
    kinds = {row.title: row.kind for row in table.rows}

    assert len(recorded) == len(table.rows)
    for question, ours, theirs in recorded:
        differs = told(ours.flask, question.by) != told(ours.express, question.by)
        asked = exchange.Request(question.request.method, question.request.path, headers=dict(question.request.headers))
        unlike = parity.difference(asked, plain(theirs.flask), plain(theirs.express))
        wanted = "left" if unlike else "made" if differs else "alike"
        assert kinds[question.title] == wanted, (question.title, unlike, ours)


@pytest.mark.long
def test_at_least_25_requests_tell_the_frameworks_apart_and_not_the_projects(seen: Seen) -> None:
    table, _ = seen

    made = table.of("made")
    assert len(made) >= 25
    assert len({row.concept for row in made}) >= 7
    assert all(row.projects.answers.flask.status < 500 for row in table.rows)
    assert any(line.startswith("Server: Werkzeug/") for line in table.always.flask)
    assert table.always.express == ("X-Powered-By: Express",)


@pytest.mark.long
def test_no_folder_of_this_machine_is_told(seen: Seen) -> None:
    table, _ = seen
    trace = next(row for row in table.rows if row.title.endswith("at all") and "`" in row.title).alone.answers.express

    assert "app.js:" in trace.body and "(node_modules/router/" in trace.body
    for row in table.rows:
        for answer in (row.alone.answers.flask, row.alone.answers.express):
            for folder in ("/tmp", str(ROOT), str(Path.home())):
                assert f"{folder}/" not in answer.body, row.title


@pytest.mark.long
def test_what_is_told_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """An app alone that answers 418 to all but its list is seen to do so."""
    kept = bare.code

    def broken(given: resource.Resource) -> Both[str]:
        written = kept(given)
        view = "\n\n@app.before_request\ndef tea():\n    if request.path != '/api/notes':\n        abort(418)\n"
        return replace(written, flask=written.flask + view)

    monkeypatch.setattr(bare, "code", broken)
    with runs.begun(pair("starter"), lambda _: None) as both, both.served() as running:
        found = alone.asked(both.programs, live.filled(pair("starter"), running.ask), running.ask, both.place)

    assert found
    rows = {row.title: row for row in found.rows}
    assert rows["A row"].alone.label == "418 against 200"
    assert rows["A row"].kind == "made"
    assert rows["A good body"].kind == "alike"


@pytest.mark.long
def test_a_pair_without_a_resource_is_told_so() -> None:
    found = live.asked(pair("hello"), [], lambda _: None, frameworks=True)

    assert found.alone is None
    assert found.notes == ("The frameworks alone were not asked: this pair has no resource that needs no other.",)


@pytest.mark.long
def test_an_app_alone_that_does_not_start_says_itself_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bare, "code", lambda _: Both("raise RuntimeError('broken on purpose')\n", ""))

    with (
        runs.begun(pair("starter"), lambda _: None) as both,
        both.served() as running,
        pytest.raises(Problem) as raised,
    ):
        alone.asked(both.programs, live.filled(pair("starter"), running.ask), running.ask, both.place)

    assert (raised.value.code, raised.value.exit) == ("app-failed", OUTSIDE)
    assert "broken on purpose" in raised.value.fix


def test_a_pair_that_is_not_installed_is_refused(here: Path, run: Run) -> None:
    shutil.copytree(ROOT / "examples" / "blog", here / "blog")

    ran = run("compare", "blog", "--live", "--concept", "alone", "--json")

    assert (ran.code, ran.codes) == (OUTSIDE, ["not-installed", "not-installed"])
    assert ran.document["problems"][1]["fix"] == "cd blog/express && npm install\nNothing was started."


def test_nobody_is_asked_without_live(here: Path, run: Run) -> None:
    shutil.copytree(ROOT / "examples" / "blog", here / "blog")

    ran = run("compare", "blog", "--concept", "alone", "--json")

    assert (ran.code, ran.codes) == (2, ["needs-live"])


def test_a_measure_of_its_own_is_marked_where_it_differs() -> None:
    kind = (("Content-Type", "application/json"),)
    request = Request("GET", "/", {}, None, {})
    one, other = Answer(200, "OK", kind, '{"a":"\\u00e9","b":1}\n'), Answer(200, "OK", kind, '{"b":1,"a":"é"}')

    spelling, order = (alone.measured(Question("", "", request, by), Both(one, other)) for by in ("spelling", "order"))

    assert exchanges.compared(request, Both(one, other)).label == "same"
    assert (spelling.label, order.label) == ("another spelling", "another order")
    assert spelling.differs == Both(((4, 6, 12),), ((4, 12, 13),))
    assert order.differs.flask == ((4, 0, len(one.body) - 1),)
