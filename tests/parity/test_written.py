"""The written requests get the same answers from Flask and from Express, on every database."""

import pytest
from parity import blog, every_type
from parity.apps import pair
from parity.exchange import differences
from parity.machine import DATABASES, require

WRITTEN = {"blog": blog.requests, "every-type": every_type.requests}


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("recipe", WRITTEN)
def test_written_requests_get_the_same_answers(recipe: str, database: str) -> None:
    require(database)
    requests = WRITTEN[recipe]()
    assert len(requests) >= 250
    found: list[str] = []
    statuses: set[int] = set()
    with pair(database, recipe) as apps:
        for request in requests:
            flask, express = apps.ask(request)
            statuses.add(flask.status)
            difference = differences(request, flask, express)
            found += [difference] if difference else []
    assert not found, f"{len(found)} of {len(requests)} answers differ\n\n" + "\n".join(found[:20])
    assert {200, 201, 204, 400, 404, 409, 422} <= statuses
    assert not any(status >= 500 for status in statuses)
