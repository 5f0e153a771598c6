"""What clients of tags can rely on.

Twin: tests/tags.test.ts
"""

from flask.testing import FlaskClient

from tests.factories import Make
from tests.helpers import MISSING, assert_filters, errors

API = "/api/tags"


def test_creates_one_and_reads_it_back(client: FlaskClient, make: Make) -> None:
    body = make.tag_body()
    answer = client.post(API, json=body)
    row = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{row['id']}"
    assert row | body == row
    assert row["updatedAt"] == row["createdAt"]
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_lists_them_in_pages(client: FlaskClient, make: Make) -> None:
    make.tag(0)
    second = make.tag(1)
    page = client.get(f"{API}?page=2&perPage=1").get_json()

    assert page == {
        "items": [second],
        "page": 2,
        "perPage": 1,
        "total": 2,
        "pages": 2,
    }


def test_sorts_them(client: FlaskClient, make: Make) -> None:
    first = make.tag(0)
    second = make.tag(1)
    page = client.get(f"{API}?sort=-id").get_json()

    assert page["items"] == [second, first]


def test_filters_them(client: FlaskClient, make: Make) -> None:
    rows = [make.tag(0), make.tag(1)]

    assert_filters(client, API, rows, "name")


def test_refuses_a_taken_name(client: FlaskClient, make: Make) -> None:
    taken = make.tag(0)["name"]
    body = make.tag_body(1) | {"name": taken}
    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert errors(answer) == [("/name", "unique")]


def test_updates_some_fields(client: FlaskClient, make: Make) -> None:
    row = make.tag()

    for name, value in make.tag_body(1).items():
        answer = client.patch(f"{API}/{row['id']}", json={name: value}).get_json()
        assert answer == row | {name: value, "updatedAt": answer["updatedAt"]}
        row = answer


def test_deletes_one(client: FlaskClient, make: Make) -> None:
    row = make.tag()
    answer = client.delete(f"{API}/{row['id']}")

    assert answer.status_code == 204
    assert client.get(f"{API}/{row['id']}").status_code == 404


def test_reports_every_invalid_field(client: FlaskClient) -> None:
    body = {
        "no-such-field": 1,
    }
    answer = client.post(API, json=body)

    assert answer.status_code == 422
    assert errors(answer) == sorted(
        [
            ("/name", "required"),
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
