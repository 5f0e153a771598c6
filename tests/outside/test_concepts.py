"""Reading the files of concepts: short and long forms, and what is refused."""

from __future__ import annotations

import pytest

from scaffold.core.concepts import Concept, Point, Request
from scaffold.core.problem import Problem
from scaffold.outside import concepts
from scaffold.outside.trees import File

GOOD = """\
group: Data
title: A title
notice: One
  thing
points:
- {what: What, flask: a, express: b, proof: request 2}
requests:
- GET /healthz
- method: POST
  path: "{path}"
  headers: {content-type: application/json}
  body: "{example}"
  status: {flask: 201, express: 400}
  contains: id
"""


def read(**files: str) -> tuple[Concept, ...]:
    return concepts.read(
        {f"concepts/{name.replace('_', '.')}.yml": File(text.encode()) for name, text in files.items()}
    )


def test_a_file_has_all_of_a_concept() -> None:
    (one,) = read(data_model=GOOD)

    assert (one.name, one.group, one.title, one.notice) == ("data.model", "Data", "A title", "One thing")
    assert one.points == (Point(1, "What", "a", "b", "request 2"),)
    assert one.requests == (
        Request("GET", "/healthz", {}, None, {"flask": 200, "express": 200}),
        Request(
            "POST", "{path}", {"content-type": "application/json"}, "{example}", {"flask": 201, "express": 400}, "id"
        ),
    )
    assert (one.order, one.only, one.why) == (False, "", "")


def test_a_request_in_short_may_have_a_status() -> None:
    (one,) = read(a=GOOD.replace("GET /healthz", "DELETE /healthz -> 405"))

    assert one.requests[0] == Request("DELETE", "/healthz", {}, None, {"flask": 405, "express": 405})


def test_one_side_alone_says_why() -> None:
    text = GOOD.replace("flask: a, ", "") + "only: express\nwhy: because\norder: true\n"

    (one,) = read(a=text)

    assert (one.only, one.why, one.order, one.points[0].flask) == ("express", "because", True, "")


def test_concepts_are_in_order() -> None:
    start = GOOD.replace("Data", "Start")

    found = read(b=GOOD, c=start, a=start, d=start + "place: 10\n")

    assert [one.name for one in found] == ["d", "a", "c", "b"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("group: Data", "group: Dada", "did you mean `Data`"),
        ("group: Data\n", "", "no `group`"),
        ("title: A title", "titel: A title", "`titel`"),
        ("title: A title", "title: 1", "no text"),
        ("request 2", "request 3", "no request 3"),
        ("request 2", "believe me", "no proof"),
        ("express: b, ", "", "no `express`"),
        ("- {what: What, flask: a, express: b, proof: request 2}", "", "no `points`"),
        ("GET /healthz", "get /healthz", "no request"),
        ("{flask: 201, express: 400}", "{flask: 201}", "no status"),
        ("status: {flask: 201, express: 400}", "status: ok", "no status"),
        ("requests:", "only: flask\nrequests:", "`why`"),
        ("requests:", "why: so\nrequests:", "`why`"),
        ("requests:", "- a\nrequests:", "no `key"),
        ("GET /healthz", "[", "expected"),
    ],
)
def test_what_is_wrong_is_told(old: str, new: str, why: str) -> None:
    with pytest.raises(Problem) as problem:
        read(a_b=GOOD.replace(old, new, 1))

    assert "concepts/a.b.yml" in problem.value.what
    assert why in problem.value.why


def test_a_name_is_in_small_letters() -> None:
    with pytest.raises(Problem):
        read(A=GOOD)
