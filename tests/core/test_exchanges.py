"""What of two answers counts as different, and where it is marked."""

from __future__ import annotations

import pytest

from scaffold.core import exchanges
from scaffold.core.comparison import Answer, Both, Exchange
from scaffold.core.concepts import Request

GET = Request("GET", "/api/posts", {}, None, {})


def answer(status: int = 200, body: str = "", reason: str = "OK", **headers: str) -> Answer:
    return Answer(status, reason, tuple((name.replace("_", "-"), value) for name, value in headers.items()), body)


def compared(one: Answer, two: Answer, request: Request = GET) -> Exchange:
    return exchanges.compared(request, Both(one, two))


def marked(found: Exchange) -> tuple[list[str], list[str]]:
    sides = ((found.answers.flask, found.differs.flask), (found.answers.express, found.differs.express))
    one, two = [[side.lines[line - 1][start:end] for line, start, end in spans] for side, spans in sides]
    return one, two


def test_equal_answers_are_the_same() -> None:
    found = compared(answer(body="{}", Allow="GET"), answer(body="{}", allow="GET"))

    assert (found.label, marked(found)) == ("same", ([], []))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (answer(reason="NOT FOUND", status=404), answer(reason="Not Found", status=404)),
        (answer(A="1", B="2"), answer(B="2", A="1")),
        (answer(Date="Mon", Server="gunicorn", Connection="keep-alive"), answer(Date="Tue", Keep_Alive="timeout=5")),
        (answer(X_Request_Id="one"), answer(X_Request_Id="two")),
        (answer(Server_Timing="app;dur=1.5"), answer(Server_Timing="app;dur=2.5")),
        (answer(RateLimit='"default"; r=9; t=60'), answer(RateLimit='"default"; r=9; t=59')),
        (
            answer(body='{"createdAt":"2026-01-01T00:00:00.000Z"}'),
            answer(body='{"createdAt":"2026-01-02T00:00:00.000Z"}'),
        ),
        (answer(Content_Length="90"), answer(Transfer_Encoding="chunked", ETag='W/"1"', Vary="Origin")),
        (answer(Allow="GET, HEAD"), answer(Allow="HEAD,GET")),
        (answer(body="x", Content_Type="text/plain"), answer(body="x", Content_Type="text/plain; charset=utf-8")),
        (answer(Content_Type="text/html"), answer()),
        (answer(Access_Control_Allow_Origin="https://pages.example"), answer()),
        (answer(body='{"a": 1, "b": []}\n'), answer(body='{"b":[],"a":1}')),
        (
            answer(422, '{"detail": "one", "errors": [{"code": "type"}]}', Content_Type="application/problem+json"),
            answer(422, '{"detail": "two", "errors": [{"code": "type"}]}', Content_Type="application/problem+json"),
        ),
    ],
)
def test_what_clocks_servers_libraries_and_chance_decide_is_no_difference(one: Answer, two: Answer) -> None:
    found = compared(one, two)

    assert (found.label, marked(found)) == ("same", ([], []))


def test_a_status_that_differs_is_the_label() -> None:
    found = compared(answer(405, Allow="GET"), answer(404))

    assert found.label == "405 against 404"
    assert marked(found) == (["405", "Allow: GET"], ["404"])


def test_a_header_that_differs_is_marked_where_it_does() -> None:
    found = compared(answer(body="x", Location="/", Allow="GET"), answer(body="x", Allow="GET, HEAD"))

    assert found.label == "same body, different headers"
    assert marked(found) == (["Location: /", "GET"], ["GET, HEAD"])


def test_a_request_id_that_somebody_sent_must_come_back() -> None:
    sent = Request("GET", "/", {"X-Request-Id": "0123456789"}, None, {})

    found = compared(answer(X_Request_Id="0123456789"), answer(X_Request_Id="another"), sent)

    assert found.label == "same status, different headers"


def test_a_page_of_another_origin_is_told_the_same() -> None:
    sent = Request("GET", "/", {"origin": "https://pages.example"}, None, {})

    assert compared(answer(Access_Control_Max_Age="600"), answer(), sent).label == "same status, different headers"


def test_a_header_that_comes_twice_on_one_side_is_a_difference() -> None:
    twice = Answer(200, "OK", (("Allow", "GET"), ("Allow", "GET")), "")

    assert marked(compared(twice, answer(Allow="GET"))) == (["GET"], [])


@pytest.mark.parametrize(
    ("one", "two", "marks"),
    [
        ('{"title":"a","id":1}', '{"id": 2, "title": "b"}', (['"a"', "1"], ["2", '"b"'])),
        ('{"a":[1,{"b":[]}]}', '{"a":[1,{"b":[2]},3]}', (["[]"], ["2", "3"])),
        ('{"a":{}}', '{"a":null,"b":"\\"}"}', (["{}"], ["null", '"\\"}"'])),
        ('{"detail":"a"}', '{"detail":"b"}', (['"a"'], ['"b"'])),
        ("1", "true", (["1"], ["true"])),
        ("one title", "two titles", (["one", "title"], ["two", "titles"])),
    ],
)
def test_what_of_a_body_differs_is_marked(one: str, two: str, marks: tuple[list[str], list[str]]) -> None:
    found = compared(answer(body=one), answer(body=two))

    assert found.label == "same status, different bodies"
    assert marked(found) == marks


def test_json_that_is_too_deep_is_compared_as_text() -> None:
    assert compared(answer(body="[" * 9000 + "]" * 9000), answer(body="[]")).label == "same status, different bodies"


def test_differences_are_on_the_lines_of_the_body() -> None:
    found = compared(answer(body="one\ntwo\nthree\n", A="1"), answer(body="one\n2\nthree\n", A="1"))

    assert found.differs.flask == ((5, 0, 3),)
    assert marked(found) == (["two"], ["2"])


def test_bodies_and_headers_that_differ_are_both_named() -> None:
    assert (
        compared(answer(body="a", A="1"), answer(body="b", A="2")).label == "same status, different headers and bodies"
    )


def test_a_long_body_is_cut_after_it_was_compared() -> None:
    long = "word " * 2000

    found = compared(answer(body=long + "a"), answer(body=long + "b"))

    assert found.label == "same status, different bodies"
    assert found.answers.flask.body.endswith("… 8,001 more characters")
    assert marked(found) == ([], [])


def test_long_bodies_without_a_common_word_are_compared_in_no_time() -> None:
    one, two = (" ".join(f"{letter}{number}" for number in range(50_000)) for letter in "ab")

    assert len(compared(answer(body=one), answer(body=two)).differs.flask) == 1


def test_the_label_of_a_concept_is_its_first_difference() -> None:
    same, other = compared(answer(), answer()), compared(answer(405), answer(404))

    assert exchanges.label([same, same]) == "same"
    assert exchanges.label([same, other]) == "405 against 404"
    assert exchanges.label([]) == ""


PROBLEM = "application/problem+json"


def created(number: object, place: object = None, **more: str) -> Answer:
    """An answer that says a row was created; `place` is the id in its `Location`."""
    body = ",".join([f'"id":{number}', '"title":"a"', *(f'"{name}":"{value}"' for name, value in more.items())])
    where = str(number if place is None else place).strip('"')
    return answer(201, f"{{{body}}}", Location=f"/api/posts/{where}", Content_Type="application/json")


@pytest.mark.parametrize(("one", "two"), [(5, 6), ('"a-1"', '"b-2"')])
def test_the_id_of_a_new_row_is_no_difference_where_databases_were_asked_differently(one: object, two: object) -> None:
    both = Both(created(one), created(two))

    assert exchanges.compared(GET, both).label == "same status, different headers and bodies"
    assert exchanges.compared(GET, both, alike=False).label == "same"
    assert exchanges.apart(both, alike=False) == ("id",)
    assert marked(exchanges.compared(GET, both, alike=False)) == ([], [])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (created(5), created(6, place=5)),
        (created(5), created(6, title="b")),
        (created(5), answer(200, '{"id":6,"title":"a"}', Content_Type="application/json")),
        (
            answer(body='{"id":5}', Content_Type="application/json"),
            answer(body='{"id":6}', Content_Type="application/json"),
        ),
    ],
)
def test_nothing_else_of_a_row_is_left_out(one: Answer, two: Answer) -> None:
    assert exchanges.compared(GET, Both(one, two), alike=False).label != "same"


def test_what_differs_and_is_not_compared_is_named() -> None:
    def told(one: str, two: str, kind: str = PROBLEM) -> tuple[str, ...]:
        return exchanges.apart(Both(answer(400, one, Content_Type=kind), answer(400, two, Content_Type=kind)))

    assert told('{"status":400,"detail":"one"}', '{"status":400,"detail":"two"}') == ("detail",)
    assert told('{"detail":"one"}', "{}") == ("detail",)
    assert told('{"detail":"one"}', '{"detail":"one"}') == ()
    assert told('{"detail":"one"}', '{"detail":"two"}', "application/json") == ()
    assert told('[{"createdAt":"1","a":1}]', '[{"createdAt":"2","a":2}]', "application/json") == ("createdAt",)
    assert told("no JSON", "{}") == ()
