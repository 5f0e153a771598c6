"""Both sides document the same API, as the specification has it, and it is what they answer.

SCAFFOLD_SEED sets which requests Schemathesis makes.
"""

import copy
import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from openapi_spec_validator import validate
from parity import machine
from parity.exchange import get
from parity.machine import FRAMEWORKS, require
from parity.projects import WHOLE, app, project

from scaffold.core.documents import differences

# Names that the generator of a client takes over.
CAMEL = re.compile(r"(list|create|get|update|delete)([A-Z][a-z0-9]*)+")
RECIPES = ("blog", "shop", "every-type", "long-names")
PRINT = {"flask": (".venv/bin/flask", "openapi"), "express": ("npm", "run", "--silent", "openapi")}
# Why these: each recipe and each database; the seeds found faults before.
RUNS = [("blog", "postgresql", 1), ("shop", "sqlite", 2), ("shop", "mysql", 8)]


def printed(framework: str, recipe: str, *words: str) -> dict[str, Any]:
    """What the project's own command prints: the document and nothing else."""
    folder = project(framework, recipe, *words)
    found: dict[str, Any] = json.loads(machine.run(*PRINT[framework], cwd=folder).stdout)
    return found


@pytest.mark.parametrize(
    "recipe",
    [name if name in ("shop", "every-type") else pytest.param(name, marks=pytest.mark.long) for name in RECIPES],
)
@pytest.mark.parametrize(
    "words", [pytest.param((), id="defaults", marks=pytest.mark.long), pytest.param(WHOLE, id="everything")]
)
def test_both_documents_mean_the_same(recipe: str, words: tuple[str, ...]) -> None:
    documents = [printed(framework, recipe, "--with", "docs", *words) for framework in FRAMEWORKS]

    for document in documents:
        validate(document)
        assert document["openapi"] == "3.1.0"
        ids = [one["operationId"] for methods in document["paths"].values() for one in methods.values()]
        assert sorted(ids) == sorted(set(filter(CAMEL.fullmatch, ids)))
    found = differences(*documents)
    assert not found, f"{len(found)} differences\n" + "\n".join(found[:30])


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_what_is_served_is_what_is_printed(framework: str) -> None:
    with app(framework, "blog", *WHOLE) as started:
        answer = started.ask(get("/openapi.json"))

    assert answer.headers["content-type"].startswith("application/json")
    assert json.loads(answer.body) == printed(framework, "blog", *WHOLE)


def test_check_compares_what_both_print(here: Path, run: Run) -> None:
    for framework in FRAMEWORKS:
        shutil.copytree(project(framework, "blog", *WHOLE), here / framework, symlinks=True)
    alike = run("check", "flask", "express")
    schemas = here / "express/src/features/tags/schemas.ts"
    schemas.write_text(schemas.read_text().replace("text(40)", "text(41)"))
    unlike = run("check", "flask", "express", "--json")
    schemas.write_text("?")
    broken = run("check", "flask", "express")
    (here / "express/node_modules").unlink()
    alone = run("check", "flask", "express")

    assert (alike.code, alike.err) == (0, "app (flask) and app (express) match: answers, test sentences, contract\n")
    assert unlike.code == 1
    where = "get /api/tags > parameters > query name > schema > maxLength: 40 ≠ 41"
    assert {"what": "contract", "why": where} in unlike.document["differences"]
    assert "app (express): `npm run --silent openapi` prints no document: " in broken.out
    assert alone.code == 0
    assert "not compared, as both must be installed to print them: `npm install`" in " ".join(alone.err.split())


PLANTED: dict[str, Callable[[dict[str, Any]], object]] = {
    "a title": lambda document: document["info"].update(title="Another"),
    "a path": lambda document: document["paths"].pop("/api/tags"),
    "a status": lambda document: document["paths"]["/api/tags"]["post"]["responses"].pop("409"),
    "a parameter": lambda document: document["paths"]["/api/tags"]["get"]["parameters"].pop(),
    "a limit": lambda document: document["components"]["schemas"]["TagCreate"]["properties"]["name"].update(
        maxLength=41
    ),
    "what is required": lambda document: document["components"]["schemas"]["PostCreate"]["required"].pop(),
    "whether there is a body": lambda document: document["paths"]["/api/tags"]["post"]["requestBody"].pop("required"),
    "an operation": lambda document: document["paths"]["/api/tags"]["get"].update(operationId="allTags"),
    "a name": lambda document: document["components"]["schemas"].update(ExtraOut={}),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_difference_is_found(fault: str) -> None:
    document = printed("flask", "blog", *WHOLE)
    other = copy.deepcopy(document)
    PLANTED[fault](other)

    assert not differences(document, document)
    assert differences(document, other)


@pytest.mark.long
@pytest.mark.parametrize(("recipe", "database", "seed"), RUNS)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_schemathesis_finds_nothing(framework: str, recipe: str, database: str, seed: int, tmp_path: Path) -> None:
    require(database)
    with app(framework, recipe, database=database) as started:
        said = machine.run(
            *(Path(sys.executable).with_name("schemathesis"), "run", "--checks", "all"),
            *("--seed", os.environ.get("SCAFFOLD_SEED", str(seed)), "--max-examples", "20"),
            f"http://127.0.0.1:{started.port}/openapi.json",
            cwd=tmp_path,
            timeout=900,
        )

    # Why not "No issues found": a warning that some rows were never there is none about the app.
    assert re.search(r"generated, \d+ passed$", said.stdout, re.MULTILINE), said.stdout
