"""An answer in a few words."""

from __future__ import annotations

import pytest

from scaffold.core import exchanges
from scaffold.core.comparison import Answer, Both
from scaffold.core.concepts import Request
from scaffold.core.excerpts import excerpts, words

GET = Request("GET", "/", {}, None, {})
HTML, JSON, PROBLEM = "text/html", "application/json", "application/problem+json"


def answer(kind: str, body: str, status: int = 200, **more: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in more.items()}
    return Answer(status, "", (("Content-Type", kind), *named.items()), body)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (answer(HTML, "<title>404 Not Found</title>\n<h1>Not Found</h1><p>It&#39;s gone"), "Not Found It's gone"),
        (answer(HTML, ""), "an empty body"),
        (answer(JSON, '{"a": 1}\n'), '{"a": 1}'),
        (answer(PROBLEM, '{"title": "Conflict", "status": 409}', 409), "Conflict"),
        (answer(HTML, "a long answer that goes on for longer than there is room"), "a long answer that goes on…"),
    ],
)
def test_an_answer_is_what_a_person_reads_of_it(given: Answer, said: str) -> None:
    assert words(given, 27) == said


def said(one: Answer, other: Answer, most: int = 27) -> tuple[str, str]:
    return excerpts(exchanges.compared(GET, Both(one, other)), most)


def test_of_long_json_the_part_that_differs_is_shown() -> None:
    long = '{"alpha":"some text","beta":"some more text","title":%s}'

    found = said(answer(JSON, long % '"7"'), answer(JSON, long % '"7.0"'))

    assert found == ('…text","title":"7"}', '…text","title":"7.0"}')


def test_where_bodies_are_alike_the_header_that_differs_is_shown() -> None:
    assert said(answer(HTML, ""), answer(HTML, "", Allow="GET")) == ("no Allow", "Allow: GET")


def test_where_bodies_differ_they_are_shown_and_not_the_headers() -> None:
    assert said(answer(HTML, "one"), answer(HTML, "two", Allow="GET")) == ("one", "two")
