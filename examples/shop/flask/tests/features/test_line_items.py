from flask import Flask
from flask.testing import FlaskClient

from tests.factories import Make
from tests.helpers import MISSING, assert_filters, codes, statements

API = "/api/line-items"


def test_creates_one_and_shows_it(client: FlaskClient, make: Make) -> None:
    body = make.line_item_body()

    answer = client.post(API, json=body)
    row = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{row['id']}"
    assert row | body == row
    assert row["updatedAt"] == row["createdAt"]
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_fills_in_defaults(client: FlaskClient, make: Make) -> None:
    body = make.line_item_body()
    del body["quantity"]

    row = client.post(API, json=body).get_json()

    assert row["quantity"] == 1


def test_refuses_fields_that_are_missing_unknown_or_wrong(client: FlaskClient) -> None:
    body = {
        "quantity": {},
        "no/such~field": 1,
    }

    answer = client.post(API, json=body)

    assert answer.status_code == 422
    assert codes(answer) == {
        "/unitPrice": "required",
        "/orderId": "required",
        "/productId": "required",
        "/quantity": "type",
        "/no~1such~0field": "additionalProperties",
    }


def test_changes_only_the_fields_that_are_given(
    client: FlaskClient, make: Make
) -> None:
    body = make.line_item_body()
    row = make.line_item()

    for name, value in make.line_item_body(1).items():
        body[name] = value
        row = client.patch(f"{API}/{row['id']}", json={name: value}).get_json()
        assert row | body == row
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_deletes_one(client: FlaskClient, make: Make) -> None:
    row = make.line_item()

    answer = client.delete(f"{API}/{row['id']}")

    assert answer.status_code == 204
    assert client.get(f"{API}/{row['id']}").status_code == 404


def test_answers_404_for_ids_that_no_row_can_have(client: FlaskClient) -> None:
    for key in (MISSING, "99999999999999999999", "0", "-1", "one"):
        assert client.get(f"{API}/{key}").status_code == 404
        assert client.patch(f"{API}/{key}", json={}).status_code == 404
        assert client.delete(f"{API}/{key}").status_code == 404


def test_lists_page_by_page(client: FlaskClient, make: Make) -> None:
    make.line_item(0)
    second = make.line_item(1)

    page = client.get(f"{API}?page=2&perPage=1").get_json()

    assert page.pop("items") == [second]
    assert page == {"page": 2, "perPage": 1, "total": 2, "pages": 2}


def test_sorts_both_ways(client: FlaskClient, make: Make) -> None:
    rows = [make.line_item(0), make.line_item(1)]

    assert client.get(f"{API}?sort=id").get_json()["items"] == rows
    assert client.get(f"{API}?sort=-id").get_json()["items"] == rows[::-1]


def test_filters_by_equality(client: FlaskClient, make: Make) -> None:
    rows = [make.line_item(0), make.line_item(1)]

    assert_filters(client, API, rows, "quantity")
    assert_filters(client, API, rows, "orderId")
    assert_filters(client, API, rows, "productId")


def test_refuses_unknown_and_wrong_query_parameters(client: FlaskClient) -> None:
    answer = client.get(f"{API}?page=0&perPage=x&sort=nothing&no-such-field=1")

    assert answer.status_code == 422
    assert codes(answer) == {
        "/page": "minimum",
        "/perPage": "type",
        "/sort": "enum",
        "/no-such-field": "additionalProperties",
    }


def test_reads_a_list_in_at_most_three_statements(
    app: Flask, client: FlaskClient, make: Make
) -> None:
    rows = [make.line_item(0), make.line_item(1)]

    with statements(app) as asked:
        page = client.get(API).get_json()

    assert page["items"] == rows
    assert 0 < len(asked) <= 3


def test_refuses_a_order_that_does_not_exist(client: FlaskClient, make: Make) -> None:
    body = make.line_item_body()
    body["orderId"] = MISSING

    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert codes(answer) == {"/orderId": "reference"}


def test_refuses_a_product_that_does_not_exist(client: FlaskClient, make: Make) -> None:
    body = make.line_item_body()
    body["productId"] = MISSING

    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert codes(answer) == {"/productId": "reference"}


def test_lists_those_of_one_order(client: FlaskClient, make: Make) -> None:
    make.line_item()
    key = make.order(1)["id"]
    body = make.line_item_body(1)
    body["orderId"] = key
    row = client.post(API, json=body).get_json()

    parent = f"/api/orders/{key}"
    page = client.get(
        f"{parent}/line-items",
    ).get_json()

    assert page["items"] == [row]


def test_lists_those_of_one_product(client: FlaskClient, make: Make) -> None:
    make.line_item()
    key = make.product(1)["id"]
    body = make.line_item_body(1)
    body["productId"] = key
    row = client.post(API, json=body).get_json()

    parent = f"/api/products/{key}"
    page = client.get(
        f"{parent}/line-items",
    ).get_json()

    assert page["items"] == [row]


def test_keeps_a_order_that_is_needed(client: FlaskClient, make: Make) -> None:
    row = make.line_item()

    answer = client.delete(f"/api/orders/{row['orderId']}")

    assert answer.status_code == 409
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_keeps_a_product_that_is_needed(client: FlaskClient, make: Make) -> None:
    row = make.line_item()

    answer = client.delete(f"/api/products/{row['productId']}")

    assert answer.status_code == 409
    assert client.get(f"{API}/{row['id']}").get_json() == row
