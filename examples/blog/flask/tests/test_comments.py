"""What clients of comments can rely on.

Twin: tests/comments.test.ts
"""

from flask.testing import FlaskClient

from tests.factories import Make
from tests.helpers import MISSING, assert_filters, errors

API = "/api/comments"


def test_creates_one_and_reads_it_back(client: FlaskClient, make: Make) -> None:
    body = make.comment_body()
    answer = client.post(API, json=body)
    row = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{row['id']}"
    assert row | body == row
    assert row["updatedAt"] == row["createdAt"]
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_lists_them_in_pages(client: FlaskClient, make: Make) -> None:
    make.comment(0)
    second = make.comment(1)
    page = client.get(f"{API}?page=2&perPage=1").get_json()

    assert page == {
        "items": [second],
        "page": 2,
        "perPage": 1,
        "total": 2,
        "pages": 2,
    }


def test_sorts_them(client: FlaskClient, make: Make) -> None:
    first = make.comment(0)
    second = make.comment(1)
    page = client.get(f"{API}?sort=-id").get_json()

    assert page["items"] == [second, first]


def test_filters_them(client: FlaskClient, make: Make) -> None:
    rows = [make.comment(0), make.comment(1)]

    assert_filters(client, API, rows, "author")
    assert_filters(client, API, rows, "postId")


def test_refuses_a_missing_post(client: FlaskClient, make: Make) -> None:
    body = make.comment_body()
    body["postId"] = MISSING
    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert errors(answer) == [("/postId", "reference")]


def test_lists_those_of_one_post(client: FlaskClient, make: Make) -> None:
    key = make.post(1)["id"]
    body = make.comment_body()
    body["postId"] = key
    row = client.post(API, json=body).get_json()
    parent = f"/api/posts/{key}"
    page = client.get(
        f"{parent}/comments",
    ).get_json()

    assert page["items"] == [row]


def test_updates_some_fields(client: FlaskClient, make: Make) -> None:
    row = make.comment()

    for name, value in make.comment_body(1).items():
        answer = client.patch(f"{API}/{row['id']}", json={name: value}).get_json()
        assert answer == row | {name: value, "updatedAt": answer["updatedAt"]}
        row = answer


def test_deletes_one(client: FlaskClient, make: Make) -> None:
    row = make.comment()
    answer = client.delete(f"{API}/{row['id']}")

    assert answer.status_code == 204
    assert client.get(f"{API}/{row['id']}").status_code == 404


def test_keeps_the_post_that_it_needs(client: FlaskClient, make: Make) -> None:
    row = make.comment()
    key = row["postId"]
    answer = client.delete(f"/api/posts/{key}")

    assert answer.status_code == 409
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_reports_every_invalid_field(client: FlaskClient) -> None:
    body = {
        "no-such-field": 1,
    }
    answer = client.post(API, json=body)

    assert answer.status_code == 422
    assert errors(answer) == sorted(
        [
            ("/author", "required"),
            ("/body", "required"),
            ("/postId", "required"),
            ("/no-such-field", "additionalProperties"),
        ]
    )


def test_answers_404_for_an_unknown_id(client: FlaskClient) -> None:
    for key in (MISSING, "0", "one"):
        assert client.get(f"{API}/{key}").status_code == 404
        assert client.patch(f"{API}/{key}", json={}).status_code == 404
        assert client.delete(f"{API}/{key}").status_code == 404


def test_answers_405_with_the_allowed_methods(client: FlaskClient) -> None:
    many = client.put(API)
    one = client.put(f"{API}/1")

    assert (many.status_code, one.status_code) == (405, 405)
    assert many.headers["Allow"] == "GET, HEAD, POST"
    assert one.headers["Allow"] == "DELETE, GET, HEAD, PATCH"
