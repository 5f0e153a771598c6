"""Requests that Hypothesis makes from `openapi.json` get the same answers from both apps, and never a 500.

SCAFFOLD_GENERATED sets how many requests per database and recipe, SCAFFOLD_SEED which ones; a failure names its seed.
"""

import json
import os
import random
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from parity.apps import pair, project
from parity.exchange import Request, differences
from parity.machine import DATABASES, require
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok

COUNT = int(os.environ.get("SCAFFOLD_GENERATED", "1000"))
SEED = int(os.environ.get("SCAFFOLD_SEED", "0")) or random.randrange(1, 2**32)

# Why: two rows made in the same millisecond by one app may be a millisecond apart in the other.
BY_TIME = {"createdAt", "-createdAt", "updatedAt", "-updatedAt"}


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("recipe", ["blog", "shop"])
def test_generated_requests_get_the_same_answers(recipe: str, database: str) -> None:
    require(database)
    document = json.loads((project("flask", database, recipe) / "openapi.json").read_text())
    found: list[str] = []
    statuses: dict[int, int] = {}
    with pair(database, recipe) as apps:

        @seeded(SEED)
        @settings(
            max_examples=COUNT,
            phases=[Phase.generate],
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(_requests(document))
        def send(request: Request) -> None:
            flask, express = apps.ask(request)
            statuses[flask.status] = statuses.get(flask.status, 0) + 1
            difference = differences(request, flask, express)
            found.extend([difference] if difference else [])

        send()
    print(f"{recipe} on {database}: seed {SEED}, {dict(sorted(statuses.items()))}")
    assert not found, f"seed {SEED}: {len(found)} answers differ\n\n" + "\n".join(found[:10])
    assert not any(status >= 500 for status in statuses), f"seed {SEED}: {statuses}"
    assert {200, 201, 404, 422} <= statuses.keys(), f"seed {SEED} did not reach the routes: {statuses}"


def _requests(document: dict[str, Any]) -> st.SearchStrategy[Request]:
    schema = schemathesis.openapi.from_dict(document)
    operations = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    cases = st.one_of(
        [
            operation.as_strategy(generation_mode=mode)
            for operation in operations
            for mode in (GenerationMode.POSITIVE, GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        ]
    )
    return st.builds(_request, cases, st.integers(1, 60), st.integers(0, 3))


def _request(case: Case[Any], near: int, chance: int) -> Request:
    """Spell a case as a request. Three times in four its ids point at rows that may well exist."""
    path_values = dict(case.path_parameters or {})
    query = {name: value for name, value in (case.query or {}).items() if str(value) not in BY_TIME}
    body = case.body
    if chance:
        path_values = dict.fromkeys(path_values, near)
        if isinstance(body, dict):
            body = {name: _nearby(name, value, near) for name, value in body.items()}
    path = case.path
    for name, value in path_values.items():
        path = path.replace("{%s}" % name, quote(str(value), safe=""))
    if query:
        path += "?" + urlencode(query, doseq=True, errors="replace")
    if case.method in ("GET", "DELETE") or not isinstance(body, dict | list | str | int | float | None):
        return Request(case.method, path)
    text = json.dumps(body).encode()
    return Request(case.method, path, text, {"Content-Type": "application/json"})


def _nearby(name: str, value: Any, near: int) -> Any:
    if name.endswith("Id") and isinstance(value, int):
        return near
    if name.endswith("Ids") and isinstance(value, list):
        return [near, near + 1][: len(value)]
    return value
