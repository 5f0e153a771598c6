"""What several tests need.

Twin: tests/helpers.ts
"""

import json

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories import Row

MISSING = 2_147_483_647


def errors(answer: TestResponse) -> list[tuple[str, str]]:
    return [(e["pointer"], e["code"]) for e in answer.get_json()["errors"]]


[# concept quality.client #]
def assert_filters(client: FlaskClient, path: str, rows: list[Row], name: str) -> None:
    """The filter finds exactly the rows that have the first row's value."""
    value = rows[0][name]
    text = value if isinstance(value, str) else json.dumps(value)
    [# (2) #]
    page = client.get(path, query_string={name: text}).get_json()
    assert page["items"] == [row for row in rows if row[name] == value]
[# /concept #]
