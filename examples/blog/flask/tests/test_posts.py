"""What clients of posts can rely on.

Twin: tests/posts.test.ts
"""

from flask.testing import FlaskClient

from tests.factories import Make
from tests.helpers import MISSING, assert_filters, errors

API = "/api/posts"


def test_creates_one_and_reads_it_back(client: FlaskClient, make: Make) -> None:
    body = make.post_body()
    answer = client.post(API, json=body)
    row = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{row['id']}"
    assert row | body == row
    assert row["updatedAt"] == row["createdAt"]
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_applies_defaults(client: FlaskClient, make: Make) -> None:
    body = make.post_body()
    del body["status"]
    row = client.post(API, json=body).get_json()

    assert row["status"] == "draft"


def test_lists_them_in_pages(client: FlaskClient, make: Make) -> None:
    make.post(0)
    second = make.post(1)
    page = client.get(f"{API}?page=2&perPage=1").get_json()

    assert page == {
        "items": [second],
        "page": 2,
        "perPage": 1,
        "total": 2,
        "pages": 2,
    }


def test_sorts_them(client: FlaskClient, make: Make) -> None:
    first = make.post(0)
    second = make.post(1)
    page = client.get(f"{API}?sort=-id").get_json()

    assert page["items"] == [second, first]


def test_filters_them(client: FlaskClient, make: Make) -> None:
    rows = [make.post(0), make.post(1)]

    assert_filters(client, API, rows, "title")
    assert_filters(client, API, rows, "status")


def test_refuses_missing_tags(client: FlaskClient, make: Make) -> None:
    body = make.post_body()
    body["tagIds"] = [MISSING]
    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert errors(answer) == [("/tagIds", "reference")]


def test_keeps_its_tags(client: FlaskClient, make: Make) -> None:
    key = make.tag(1)["id"]
    body = make.post_body()
    body["tagIds"] = [key]
    row = client.post(API, json=body).get_json()
    listed = client.get(f"{API}/{row['id']}/tags").get_json()
    parent = f"/api/tags/{key}"
    inverse = client.get(
        f"{parent}/posts",
    ).get_json()

    assert row["tagIds"] == [key]
    assert [item["id"] for item in listed["items"]] == [key]
    assert inverse["items"] == [row]


def test_updates_some_fields(client: FlaskClient, make: Make) -> None:
    row = make.post()

    for name, value in make.post_body(1).items():
        answer = client.patch(f"{API}/{row['id']}", json={name: value}).get_json()
        assert answer == row | {name: value, "updatedAt": answer["updatedAt"]}
        row = answer


def test_clears_optional_fields(client: FlaskClient, make: Make) -> None:
    row = make.post()
    body = {
        "publishedAt": None,
    }
    answer = client.patch(f"{API}/{row['id']}", json=body)

    assert answer.get_json() | body == answer.get_json()


def test_deletes_one(client: FlaskClient, make: Make) -> None:
    row = make.post()
    answer = client.delete(f"{API}/{row['id']}")

    assert answer.status_code == 204
    assert client.get(f"{API}/{row['id']}").status_code == 404


def test_forgets_its_deleted_tags(client: FlaskClient, make: Make) -> None:
    key = make.tag(1)["id"]
    body = make.post_body()
    body["tagIds"] = [key]
    row = client.post(API, json=body).get_json()
    answer = client.delete(f"/api/tags/{key}")
    row = client.get(f"{API}/{row['id']}").get_json()

    assert answer.status_code == 204
    assert row["tagIds"] == []


def test_reports_every_invalid_field(client: FlaskClient) -> None:
    body = {
        "status": {},
        "publishedAt": {},
        "tagIds": {},
        "no-such-field": 1,
    }
    answer = client.post(API, json=body)

    assert answer.status_code == 422
    assert errors(answer) == sorted(
        [
            ("/title", "required"),
            ("/body", "required"),
            ("/status", "type"),
            ("/publishedAt", "type"),
            ("/tagIds", "type"),
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
