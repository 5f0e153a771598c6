"""Claims are answered by what is counted in the pair: every number is computed, and no verdict names a winner."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from scaffold.actions.compare.claims import claims
from scaffold.actions.compare.counts import counted
from scaffold.actions.compare.files import joined
from scaffold.actions.compare.metrics import metrics
from scaffold.actions.compare.needs import needs
from scaffold.core.comparison import Answer, Both, Claim, Exchange, Live, Metric
from scaffold.core.concepts import Request
from scaffold.outside import known
from scaffold.outside.trees import File, Tree

ROOT = Path(__file__).parents[3]
JUDGES = re.compile(r"(?i)\b(better|worse|best|worst|wins?|winner|faster|slower|easier|just|great|more|less)\b")
TREE: Tree = {path: File((ROOT / "templates" / path).read_bytes()) for path in (known.NEEDS, known.CLAIMS)}
PLACE = re.compile(r"\{(\w+)(?:\.(?:flask|express))?\}")

FLASK = {
    "app/__init__.py": '''"""The factory: await nothing, try: nothing."""
from typing import Any
app.before_request(begin)
@app.errorhandler(404)
def missing(error: Any): ...  # type: ignore[misc]
name = request.args.get("name") or g.name  # request.path
db.session.get(1)
''',
    "app/routes.py": """from flask import Blueprint
bp = Blueprint("routes", __name__)
@bp.get("/one")
def one():
    try:
        return 1
    except ValueError:
        raise
@bp.post("/two")
def two(): ...
""",
    "tests/test_one.py": "def test_sorts_them(): ...\n\ndef test_is_only_here(): ...\n",
    "gunicorn.conf.py": 'worker_class = "gthread"\nthreads = 8\n',
    "pyproject.toml": '[project]\ndependencies = ["flask>=3", "gunicorn"]\n[dependency-groups]\ndev = ["pytest"]\n',
}
EXPRESS = {
    "src/app.ts": """/** The factory: await nothing. */
import { type Any as any } from "./any.ts";
export { any as more } from "./any.ts";
// Why: as Row, req.path
app.use(await begin(res.locals.x as Row));
// @ts-expect-error: it is
const x: any = ["a as b"] as const;
""",
    "src/routes.ts": """router.get("/one", async (req, res) => {
  res.json(await find(req.params.id));
});
router
  .route("/two")
  .post(two)
  .all(noteMethods);
""",
    "src/more.ts": "",
    "tests/one.test.ts": 'test("sorts them", async () => {\n  await x();\n});\n',
    "package.json": '{"dependencies": {"express": "5"}, "devDependencies": {}}',
    "tsconfig.json": "{}",
}


def pair(root: Path) -> tuple[Path, Path]:
    for side, files in (("flask", FLASK), ("express", EXPRESS)):
        for path, text in files.items():
            (root / side / path).parent.mkdir(parents=True, exist_ok=True)
            (root / side / path).write_text(text)
    return root / "flask", root / "express"


def answered(flask: Path, express: Path, live: Live | None = None, *more: Metric) -> dict[str, Claim]:
    found, _ = needs(flask, express, TREE)
    files, _ = joined(flask, express, Both({}, {}))
    return {one.name: one for one in claims((*metrics(flask, express, live), *more), found, files, live, None, TREE)}


def said() -> Live:
    request = Request("GET", "/", {}, None, {"flask": 200, "express": 200})
    answer = Answer(200, "OK", (), "")
    asked = tuple(
        Exchange(request, Both(answer, answer), label, Both((), ())) for label in ("same", "405 against 404", "same")
    )
    return Live({"a": asked[:1], "b": asked[1:]}, {}, Both((0.5, 0.6, 0.7), (0.3, 0.2, 0.4)))


def test_every_value_is_what_is_there(tmp_path: Path) -> None:
    flask, express = pair(tmp_path)
    found, _ = needs(flask, express, TREE)
    files, _ = joined(flask, express, Both({}, {}))
    values = {
        name: value.text or (value.flask, value.express)
        for name, value in counted(metrics(flask, express, said()), found, files, said(), None).items()
    }

    assert values == {
        "lines": ("16", "11"),
        "start": ("0.60 s", "0.30 s"),
        "needs": "3",
        "packaged": ("3", "1"),
        "built_in": ("0", "2"),
        "asked": ("2", "1"),
        "tools": ("1", "0"),
        "twins": "4",
        "alone": ("1", "2"),
        "settings": ("1", "2"),
        "tests": ("2", "1"),
        "same_tests": "1",
        "test_lines": ("2", "3"),
        "app_files": ("3", "3"),
        "routes": ("2", "2"),
        "awaits": ("0", "2"),
        "callbacks": ("0", "0"),
        "hooks": ("2", "1"),
        "passed": ("2", "3"),
        "tries": ("1", "0"),
        "threads": ("8", "1"),
        "loose": ("2", "3"),
        "exchanges": "3",
        "same_answers": "2",
        "own_answers": "1",
    }


def test_a_verdict_has_the_numbers_of_this_pair(tmp_path: Path) -> None:
    found = answered(*pair(tmp_path), said())

    assert found["routing"].verdict == "Routes of this pair: 2 in Flask, 2 in Express."
    assert found["routing"].values == Both("2", "2")
    assert found["start"].verdict == "Start to first answer: 0.60 s in Flask, 0.30 s in Express."
    assert found["contract"].verdict.startswith("Requests that both apps of this pair were asked: 3; to 2 of them")
    assert "to 1 each framework answered in its own way" in found["contract"].verdict
    assert found["contract"].values is None


def test_the_blog_is_answered_from_its_files_alone() -> None:
    found = answered(ROOT / "examples/blog/flask", ROOT / "examples/blog/express")

    routes, tests = found["routing"].values, found["testing"].values
    assert routes and int(routes.flask) > 20 and int(routes.express) > 20
    assert tests and tests.flask == tests.express != "0"
    assert len([one for one in found.values() if one.verdict]) >= 14


def test_what_is_not_there_is_not_answered(tmp_path: Path) -> None:
    found = claims((), (), (), None, None, TREE)
    without = answered(*pair(tmp_path))

    assert len(found) >= 20
    assert all(not one.verdict and one.values is None and one.how for one in found)
    assert not without["start"].verdict
    assert "--live" in without["start"].how
    assert not without["disk"].verdict
    assert "npm install" in without["disk"].how


def test_answered_claims_come_first(tmp_path: Path) -> None:
    order = [bool(one.verdict) for one in answered(*pair(tmp_path)).values()]

    assert order == sorted(order, reverse=True)
    assert {True, False} == set(order)


def test_every_place_of_a_verdict_can_be_filled(tmp_path: Path) -> None:
    numbers = tuple(Metric(key, key, "", Both(1, 2), "") for key in ("packages", "files", "size"))
    found = answered(*pair(tmp_path), said(), *numbers)
    unfilled = {one.name for one in known.claims(TREE) if one.verdict and not found[one.name].verdict}

    # Why: the licences of packages are known when these are installed.
    assert unfilled == {"licences"}


def test_callbacks_are_counted_and_error_handlers_are_none(tmp_path: Path) -> None:
    flask, express = pair(tmp_path)
    code = "load(1, (err, row) => row);\nwait.then(go);\napp.use((err, req, res, next) => next(err));\n"
    (express / "src/old.ts").write_text(code)

    assert answered(flask, express)["callbacks"].values == Both("0", "2")


def test_licences_are_counted_when_everything_is_installed(tmp_path: Path) -> None:
    flask, express = pair(tmp_path)
    for name, text in {"flask-3": "License: MIT", "gunicorn-27": "License: MIT", "pytest-9": ""}.items():
        place = flask / ".venv/lib/python3.14/site-packages" / f"{name}.dist-info/METADATA"
        place.parent.mkdir(parents=True)
        place.write_text(text)
    (express / "node_modules/express").mkdir(parents=True)
    (express / "node_modules/express/package.json").write_text('{"version": "5.3.0", "license": "MIT"}')

    assert answered(flask, express)["licences"].values == Both("1", "0")


@pytest.mark.parametrize("one", known.claims(TREE), ids=lambda one: one.name)
def test_a_claim_types_no_number_and_names_no_winner(one: known.Claimed) -> None:
    typed = PLACE.sub("", one.verdict)

    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", one.name)
    assert one.claim and one.measure
    assert bool(one.verdict) == bool(one.counted)
    assert not re.search(r"\d", typed), typed
    assert not JUDGES.search(typed), typed
    assert not one.shows or f"{{{one.shows}." in one.verdict + one.measured
    # Why digits may stand there: an experiment has numbers of its own.
    assert not JUDGES.search(PLACE.sub("", one.measured)), one.measured
    assert bool(one.experiment) == bool(one.why) == bool(one.ask) == bool(one.predict)
    assert not one.measured or one.experiment


def test_names_are_unique() -> None:
    names = [one.name for one in known.claims(TREE)]

    assert len(names) == len(set(names)) >= 20


def test_files_needs_and_claims_of_a_pair_take_less_than_half_a_second_of_cpu() -> None:
    folders = ROOT / "examples/blog/flask", ROOT / "examples/blog/express"
    taken = []
    # Why more than once: the first imports the parsers, and other programs run beside it.
    for _ in range(4):
        start = time.process_time()
        files, _ = joined(*folders, Both({}, {}))
        found, _ = needs(*folders, TREE)
        claims((), found, files, None, None, TREE)
        taken.append(time.process_time() - start)

    assert min(taken) < 0.5
