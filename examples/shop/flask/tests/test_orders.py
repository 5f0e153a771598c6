"""What clients of orders can rely on.

Twin: tests/orders.test.ts
"""

from flask.testing import FlaskClient

from tests.factories import Make
from tests.helpers import MISSING, assert_filters, errors

API = "/api/orders"


def test_creates_one_and_reads_it_back(client: FlaskClient, make: Make) -> None:
    body = make.order_body()
    answer = client.post(API, json=body)
    row = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{row['id']}"
    assert row | body == row
    assert row["updatedAt"] == row["createdAt"]
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_applies_defaults(client: FlaskClient, make: Make) -> None:
    body = make.order_body()
    del body["status"]
    row = client.post(API, json=body).get_json()

    assert row["status"] == "open"


def test_lists_them_in_pages(client: FlaskClient, make: Make) -> None:
    make.order(0)
    second = make.order(1)
    page = client.get(f"{API}?page=2&perPage=1").get_json()

    assert page == {
        "items": [second],
        "page": 2,
        "perPage": 1,
        "total": 2,
        "pages": 2,
    }


def test_sorts_them(client: FlaskClient, make: Make) -> None:
    first = make.order(0)
    second = make.order(1)
    page = client.get(f"{API}?sort=-id").get_json()

    assert page["items"] == [second, first]


def test_filters_them(client: FlaskClient, make: Make) -> None:
    rows = [make.order(0), make.order(1)]

    assert_filters(client, API, rows, "placedOn")
    assert_filters(client, API, rows, "status")
    assert_filters(client, API, rows, "customerId")


def test_refuses_a_missing_customer(client: FlaskClient, make: Make) -> None:
    body = make.order_body()
    body["customerId"] = MISSING
    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert errors(answer) == [("/customerId", "reference")]


def test_lists_those_of_one_customer(client: FlaskClient, make: Make) -> None:
    key = make.customer(1)["id"]
    body = make.order_body()
    body["customerId"] = key
    row = client.post(API, json=body).get_json()
    parent = f"/api/customers/{key}"
    page = client.get(
        f"{parent}/orders",
    ).get_json()

    assert page["items"] == [row]


def test_updates_some_fields(client: FlaskClient, make: Make) -> None:
    row = make.order()

    for name, value in make.order_body(1).items():
        answer = client.patch(f"{API}/{row['id']}", json={name: value}).get_json()
        assert answer == row | {name: value, "updatedAt": answer["updatedAt"]}
        row = answer


def test_clears_optional_fields(client: FlaskClient, make: Make) -> None:
    row = make.order()
    body = {
        "note": None,
    }
    answer = client.patch(f"{API}/{row['id']}", json=body)

    assert answer.get_json() | body == answer.get_json()


def test_deletes_one(client: FlaskClient, make: Make) -> None:
    row = make.order()
    answer = client.delete(f"{API}/{row['id']}")

    assert answer.status_code == 204
    assert client.get(f"{API}/{row['id']}").status_code == 404


def test_keeps_the_customer_that_it_needs(client: FlaskClient, make: Make) -> None:
    row = make.order()
    key = row["customerId"]
    answer = client.delete(f"/api/customers/{key}")

    assert answer.status_code == 409
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_reports_every_invalid_field(client: FlaskClient) -> None:
    body = {
        "status": {},
        "note": {},
        "no-such-field": 1,
    }
    answer = client.post(API, json=body)

    assert answer.status_code == 422
    assert errors(answer) == sorted(
        [
            ("/placedOn", "required"),
            ("/customerId", "required"),
            ("/status", "type"),
            ("/note", "type"),
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
