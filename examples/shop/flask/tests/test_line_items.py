"""What clients of line items can rely on.

Twin: tests/line-items.test.ts
"""

from flask.testing import FlaskClient

from tests.factories import Make
from tests.helpers import MISSING, assert_filters, errors

API = "/api/line-items"


def test_creates_one_and_reads_it_back(client: FlaskClient, make: Make) -> None:
    body = make.line_item_body()
    answer = client.post(API, json=body)
    row = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{row['id']}"
    assert row | body == row
    assert row["updatedAt"] == row["createdAt"]
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_applies_defaults(client: FlaskClient, make: Make) -> None:
    body = make.line_item_body()
    del body["quantity"]
    row = client.post(API, json=body).get_json()

    assert row["quantity"] == 1


def test_lists_them_in_pages(client: FlaskClient, make: Make) -> None:
    make.line_item(0)
    second = make.line_item(1)
    page = client.get(f"{API}?page=2&perPage=1").get_json()

    assert page == {
        "items": [second],
        "page": 2,
        "perPage": 1,
        "total": 2,
        "pages": 2,
    }


def test_sorts_them(client: FlaskClient, make: Make) -> None:
    first = make.line_item(0)
    second = make.line_item(1)
    page = client.get(f"{API}?sort=-id").get_json()

    assert page["items"] == [second, first]


def test_filters_them(client: FlaskClient, make: Make) -> None:
    rows = [make.line_item(0), make.line_item(1)]

    assert_filters(client, API, rows, "quantity")
    assert_filters(client, API, rows, "orderId")
    assert_filters(client, API, rows, "productId")


def test_refuses_a_missing_order(client: FlaskClient, make: Make) -> None:
    body = make.line_item_body()
    body["orderId"] = MISSING
    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert errors(answer) == [("/orderId", "reference")]


def test_refuses_a_missing_product(client: FlaskClient, make: Make) -> None:
    body = make.line_item_body()
    body["productId"] = MISSING
    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert errors(answer) == [("/productId", "reference")]


def test_lists_those_of_one_order(client: FlaskClient, make: Make) -> None:
    key = make.order(1)["id"]
    body = make.line_item_body()
    body["orderId"] = key
    row = client.post(API, json=body).get_json()
    parent = f"/api/orders/{key}"
    page = client.get(
        f"{parent}/line-items",
    ).get_json()

    assert page["items"] == [row]


def test_lists_those_of_one_product(client: FlaskClient, make: Make) -> None:
    key = make.product(1)["id"]
    body = make.line_item_body()
    body["productId"] = key
    row = client.post(API, json=body).get_json()
    parent = f"/api/products/{key}"
    page = client.get(
        f"{parent}/line-items",
    ).get_json()

    assert page["items"] == [row]


def test_updates_some_fields(client: FlaskClient, make: Make) -> None:
    row = make.line_item()

    for name, value in make.line_item_body(1).items():
        answer = client.patch(f"{API}/{row['id']}", json={name: value}).get_json()
        assert answer == row | {name: value, "updatedAt": answer["updatedAt"]}
        row = answer


def test_deletes_one(client: FlaskClient, make: Make) -> None:
    row = make.line_item()
    answer = client.delete(f"{API}/{row['id']}")

    assert answer.status_code == 204
    assert client.get(f"{API}/{row['id']}").status_code == 404


def test_keeps_the_order_that_it_needs(client: FlaskClient, make: Make) -> None:
    row = make.line_item()
    key = row["orderId"]
    answer = client.delete(f"/api/orders/{key}")

    assert answer.status_code == 409
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_keeps_the_product_that_it_needs(client: FlaskClient, make: Make) -> None:
    row = make.line_item()
    key = row["productId"]
    answer = client.delete(f"/api/products/{key}")

    assert answer.status_code == 409
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_reports_every_invalid_field(client: FlaskClient) -> None:
    body = {
        "quantity": {},
        "no-such-field": 1,
    }
    answer = client.post(API, json=body)

    assert answer.status_code == 422
    assert errors(answer) == sorted(
        [
            ("/unitPrice", "required"),
            ("/orderId", "required"),
            ("/productId", "required"),
            ("/quantity", "type"),
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
