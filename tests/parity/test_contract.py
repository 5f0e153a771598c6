"""Both apps answer the contract's requests with the promised status and the same meaning, on every database.

SCAFFOLD_GENERATED sets how many requests are made for each database, SCAFFOLD_SEED which ones.
"""

import json
import os
from dataclasses import replace

import pytest
from parity.answers import difference
from parity.asked import told, wrong
from parity.blog import requests
from parity.exchange import Answer, get
from parity.machine import SERVED, require
from parity.many import send
from parity.projects import WHOLE, pair

COUNT = int(os.environ.get("SCAFFOLD_GENERATED", "2000"))
SEED = int(os.environ.get("SCAFFOLD_SEED", "1"))
RECIPES = (pytest.param("blog", marks=pytest.mark.long), "shop", "every-type", "every-rule")


@pytest.mark.parametrize("database", SERVED)
def test_the_blog_answers_as_promised_on_both_sides(database: str) -> None:
    require(database)
    with pair("blog", *WHOLE, database=database) as apps:
        found = wrong(apps, requests())

    assert not found, told(found)


@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("database", SERVED)
def test_generated_requests_are_answered_alike(database: str, recipe: str) -> None:
    require(database)
    with pair(recipe, *WHOLE, database=database) as apps:
        seen = send(apps, COUNT // len(RECIPES), SEED)

    print(f"{recipe} on {database}: seed {SEED}, {seen}")
    assert not seen.differences, f"seed {SEED}, {told(seen.differences)}"
    assert {200, 201, 204, 400, 404, 405, 409, 415, 422} <= seen.statuses.keys(), f"{seen}"


def test_a_truth_in_a_query_has_two_words() -> None:
    """`pinned` of a note; pydantic alone would take the others, too."""
    words = {"true": 200, "false": 200, "yes": 422, "on": 422, "1": 422, "True": 422, "": 422}
    with pair("starter", *WHOLE) as apps:
        found = wrong(apps, [(status, get(f"/api/notes?pinned={word}")) for word, status in words.items()])

    assert not found, told(found)


ANSWER = Answer(
    200, {"content-type": "application/json", "allow": "GET, HEAD"}, b'{"a":1,"createdAt":"2026-01-31T12:00:00.000Z"}'
)
OTHERS = {
    "a status": replace(ANSWER, status=201),
    "a media type": replace(ANSWER, headers=ANSWER.headers | {"content-type": "application/problem+json"}),
    "an Allow": replace(ANSWER, headers=ANSWER.headers | {"allow": "GET"}),
    "a header": replace(ANSWER, headers=ANSWER.headers | {"x-frame-options": "DENY"}),
    "a value": replace(ANSWER, body=ANSWER.body.replace(b"1,", b"true,")),
    "a key": replace(ANSWER, body=ANSWER.body.replace(b'"a"', b'"b"')),
    "an instant": replace(ANSWER, body=ANSWER.body.replace(b".000Z", b"Z")),
}


@pytest.mark.parametrize("what", OTHERS)
def test_a_difference_is_found(what: str) -> None:
    request = get("/")
    same = replace(ANSWER, body=json.dumps(json.loads(ANSWER.body.replace(b"1,", b"1.0,"))).encode())

    assert not difference(request, ANSWER, same)
    assert difference(request, ANSWER, OTHERS[what])
