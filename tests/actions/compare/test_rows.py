"""Rows are made in an order that references allow, and placeholders are filled from them; then all is as before."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from scaffold.actions.compare import samples
from scaffold.actions.compare.rows import Rows, ordered
from scaffold.core.comparison import Answer, Both
from scaffold.core.concepts import Request
from scaffold.core.resource import Resource, parse


@dataclass
class Api:
    """Both apps at once: they keep rows, and write down what they are asked."""

    asked: list[Request] = field(default_factory=list)
    there: set[str] = field(default_factory=set)
    refused: str = ""
    behind: int = 0

    def ask(self, request: Request) -> Both[Answer]:
        self.asked.append(request)
        if request.method == "POST":
            status = 422 if request.path == self.refused else 201
            number = len(self.asked)
            self.there.add(f"{request.path}/{number}") if status == 201 else None
            made = [
                Answer(status, "", (("Location", f"{request.path}/{number}"),), json.dumps({"id": number + late}))
                for late in (0, self.behind)
            ]
            return Both(*made)
        if request.method == "DELETE":
            self.there.discard(request.path)
        return Both(Answer(204, "", (), ""), Answer(204, "", (), ""))


def resources(*lines: str) -> dict[str, Resource]:
    return {one.name: one for one in map(parse, lines)}


BLOG = resources("comment body:text! post:references!", "post title:string!", "tag name:string{40}!:uniq")


def filled(api: Api, found: dict[str, Resource] = BLOG) -> Rows:
    rows = Rows(api.ask, found)
    rows.fill()
    return rows


def request(method: str, path: str, body: str | None = None) -> Request:
    return Request(method, path, {}, body, {})


def sent(rows: Rows, wanted: Request) -> Request:
    with rows.asked(wanted) as whole:
        assert whole
        rows.forget(rows.ask(whole))
    return whole


def test_rows_are_made_before_those_that_need_them() -> None:
    api = Api()

    rows = filled(api)

    assert [one.path for one in api.asked] == ["/api/posts", "/api/tags", "/api/comments"]
    assert json.loads(api.asked[2].body or "") == {"body": "Example 1", "postId": 1}
    assert rows.ids == {"post": 1, "tag": 2, "comment": 3}
    assert rows.notes == []


def test_a_resource_is_shown_that_needs_no_other() -> None:
    rows = filled(Api())

    assert sent(rows, request("GET", "{path}/{id}?sort=id")).path == "/api/posts/1?sort=id"


def test_an_example_is_accepted_again_and_again_and_leaves_no_row() -> None:
    api = Api()
    rows = filled(api)
    before = set(api.there)

    one, two = (sent(rows, request("POST", "{path}", "{example}")) for _ in range(2))

    assert one.body == two.body == '{"title": "Example 2"}'
    assert api.there == before


def test_a_value_that_is_taken_is_one_of_a_row() -> None:
    rows = filled(Api())

    found = sent(rows, request("POST", "{path}", "{taken}"))

    assert (found.path, found.body) == ("/api/tags", '{"name": "Example 1"}')


RULES = resources(
    "vote post:references! stars:integer{1..5} ratio:integer{..9}:private place:string unique(post,place)",
    "post title:string! weight:float{..0.5}",
    "tag name:string! code:string:uniq:private",
)


def test_values_that_are_taken_together_are_those_of_a_row() -> None:
    api = Api()
    rows = filled(api, RULES)

    found = sent(rows, request("POST", "{path}", "{same}"))

    assert (found.path, found.body) == ("/api/votes", '{"postId": 1, "place": "Example 1"}')
    assert found.body in [one.body for one in api.asked[:3]]


def test_a_number_is_beyond_its_range() -> None:
    rows = filled(Api(), RULES)

    found = sent(rows, request("POST", "{path}", "{outside}"))

    assert found.path == "/api/votes"
    assert json.loads(found.body or "") == {"postId": 1, "place": "Example 2", "stars": 0}
    assert samples.outside(RULES["post"]) == {"weight": 1.5}
    assert samples.outside(RULES["tag"]) == {}


@pytest.mark.parametrize("place", ["{taken}", "{same}", "{outside}"])
def test_what_no_resource_has_is_not_asked(place: str) -> None:
    rows = filled(Api(), {"tag": RULES["tag"]})

    with rows.asked(request("POST", "{path}", place)) as whole:
        assert whole is None


@pytest.mark.parametrize("method", ["PATCH", "DELETE", "PUT"])
def test_what_may_change_a_row_gets_one_of_its_own(method: str) -> None:
    api = Api()
    rows = filled(api)
    before = set(api.there)

    found = sent(rows, request(method, "{path}/{id}", "{}"))

    assert found.path == "/api/posts/4"
    assert api.there == before


def test_a_request_without_placeholders_is_sent_as_it_is() -> None:
    wanted = Request("POST", "/api/nowhere", {"a": "b"}, '{"x": {}}', {})

    assert sent(filled(Api(), {}), wanted) == wanted


@pytest.mark.parametrize(
    "wanted", [request("GET", "{path}"), request("POST", "/x", "{example}"), request("GET", "/{id}")]
)
def test_a_request_that_needs_a_row_is_left_out_where_there_is_none(wanted: Request) -> None:
    with filled(Api(), {}).asked(wanted) as whole:
        assert whole is None


def test_a_unique_value_is_left_out_where_nothing_is_unique() -> None:
    rows = filled(Api(), resources("post title:string!"))

    with rows.asked(request("POST", "{path}", "{taken}")) as whole:
        assert whole is None


def test_a_row_that_is_refused_is_told_and_not_needed() -> None:
    rows = filled(Api(refused="/api/posts"))

    assert rows.notes == [
        "No row of `post` was made: to `POST /api/posts` the answers were 422 and 422.",
        "No row of `comment` was made: there is no row of `post`.",
    ]
    assert rows.ids.keys() == {"tag"}


def test_rows_with_other_ids_on_the_other_side_are_not_used() -> None:
    rows = filled(Api(behind=1))

    assert rows.ids == {}
    assert len(rows.notes) == 3


def test_a_circle_of_references_has_an_end() -> None:
    found = resources("one two:references!", "two one:references!")

    assert sorted(ordered(found)) == ["one", "two"]


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("enum{draft,live}", ("draft", "live")),
        ("integer", (1, 2)),
        ("bigint", (1, 2)),
        ("float", (1, 2)),
        ("boolean", (False, True)),
        ("json", ({}, {})),
        ("decimal", ("1", "2")),
        ("decimal{3,3}", ("0.001", "0.002")),
        ("email", ("example1@example.org", "example2@example.org")),
        ("date", ("2026-01-01", "2026-01-02")),
        ("datetime", ("2026-01-01T12:00:00.000Z", "2026-01-02T12:00:00.000Z")),
        ("uuid", ("00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002")),
        ("url", ("https://example.org/1", "https://example.org/2")),
        ("text", ("Example 1", "Example 2")),
        ("string{9}", ("Example 1", "Example 2")),
        ("string{8}", ("1", "2")),
    ],
)
def test_each_type_has_values_that_are_accepted(written: str, values: tuple[Any, Any]) -> None:
    field = parse(f"thing one:{written}").fields[0]

    assert (samples.value(field, 1), samples.value(field, 2)) == values


def test_a_body_has_what_is_required_and_what_is_wanted() -> None:
    resource = parse("thing one:string! other_one:string two:references{post}! tags:references{tag}[] three:integer=3")

    assert samples.body(resource, 1, {"post": 7}) == {"one": "Example 1", "twoId": 7}
    assert samples.body(resource, 1, {"post": 7}, ["other_one"]).keys() == {"one", "otherOne", "twoId"}
