"""What a field of JSON takes: nothing that a database, or the other framework, could not write again."""

import pytest
from parity.exchange import raw
from parity.machine import SERVED
from parity.projects import pair


@pytest.mark.parametrize("database", SERVED)
def test_a_value_that_cannot_be_written_again_is_refused(database: str) -> None:
    most = 31 if database == "mysql" else 64
    cases = [
        *((word, 400) for word in ("NaN", "[Infinity]", "-Infinity")),
        *((word, 422) for word in ("1e400", '[{"a":-1e400}]', "9" * 400, nested(most + 1))),
        *((word, 201) for word in ("1e308", "true", nested(most))),
    ]
    with pair("bare", "--resource", "thing data:json", database=database) as both:
        for word, status in cases:
            request = raw("POST", "/api/things", f'{{"data":{word}}}'.encode())
            answers = both.ask(request)
            assert [answer.status for answer in answers] == [status, status], word
            assert status != 422 or all(b'"format"' in answer.body for answer in answers)
        # Half a character: to Flask's parser that is no JSON.
        for word in ('"\\ud800"', '[{"a":"\\ud800"}]', '{"\\ud800":1}'):
            answers = both.ask(raw("POST", "/api/things", f'{{"data":{word}}}'.encode()))
            assert [answer.status for answer in answers] == [400, 422], word


def nested(levels: int) -> str:
    return "[" * levels + "]" * levels
