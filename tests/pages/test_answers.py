"""Headers in which both answers agree: named once for the page, or beside the answers that alone have them."""

from __future__ import annotations

from scaffold.core.comparison import Answer, Both, Comparison, Exchange, Shown, Side
from scaffold.core.concepts import Request
from scaffold.pages.compare import answers


def exchange(*more: tuple[str, str], express: str = "x") -> Exchange:
    ours = (("Vary", "Origin"), *more, ("Server", "x"))
    theirs = (("vary", "Origin"), *more, ("Server", express))
    differs: tuple[tuple[int, int, int], ...] = () if express == "x" else ((len(ours) + 1, 0, 9),)
    request = Request("GET", "/", {}, None, {"flask": 200, "express": 200})
    return Exchange(
        request, Both(Answer(200, "OK", ours, ""), Answer(200, "OK", theirs, "")), "", Both(differs, differs)
    )


def concept(*exchanges: Exchange) -> Shown:
    return Shown("one", "Start", "One", "", (), Both(None, None), exchanges=exchanges)


def test_a_header_of_all_answers_is_told_once() -> None:
    plain, more = exchange(), exchange(("Age", "1"))
    told = answers.everywhere(Comparison("", "", Both(Side("", ""), Side("", "")), concepts=(concept(plain, more),)))

    assert told == ("Vary", "Server")
    assert [one.same for one in answers.asked(concept(plain, more), told)] == ["", "Age"]


def test_a_header_that_differs_once_is_told_nowhere_as_alike() -> None:
    differing = concept(exchange(), exchange(express="y"))
    told = answers.everywhere(Comparison("", "", Both(Side("", ""), Side("", "")), concepts=(differing,)))

    assert told == ("Vary",)
    assert [one.same for one in answers.asked(differing, told)] == ["Server", ""]


def test_headers_that_are_not_compared_are_told_once_for_the_page() -> None:
    request = Request("GET", "/", {}, None, {})
    flask = Answer(200, "OK", (("Vary", "Origin"), ("Allow", "GET")), "{}")
    express = Answer(200, "OK", (("Allow", "GET"), ("ETag", "<1>"), ("X-RateLimit-Limit", "9")), "")

    found = Exchange(request, Both(flask, express), "same", Both((), ()))

    told = answers.exchanged(found, ())
    added = answers.added(Comparison("", "", Both(Side("", ""), Side("", "")), concepts=(concept(found),)))

    assert told.flask == "200 OK\nAllow: GET\n\n{}"
    assert told.express == "200 OK\nAllow: GET"
    assert added == Both(("Vary",), ("ETag", "X-RateLimit-Limit"))
