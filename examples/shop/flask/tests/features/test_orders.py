from flask import Flask
from flask.testing import FlaskClient

from app.db import Base, db
from tests.factories import Make
from tests.helpers import MISSING, assert_filters, codes, statements

API = "/api/orders"


def test_creates_one_and_shows_it(client: FlaskClient, make: Make) -> None:
    body = make.order_body()

    answer = client.post(API, json=body)
    row = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{row['id']}"
    assert row | body == row
    assert row["updatedAt"] == row["createdAt"]
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_fills_in_defaults(client: FlaskClient, make: Make) -> None:
    body = make.order_body()
    del body["status"]

    row = client.post(API, json=body).get_json()

    assert row["status"] == "open"


def test_shows_a_status_that_other_code_stored(client: FlaskClient, make: Make) -> None:
    row = make.order()
    table = Base.metadata.tables["orders"]
    with client.application.app_context():
        stored = {"status": "none of the choices"}
        db.session.execute(table.update().values(stored))
        db.session.commit()

    page = client.get(API).get_json()

    row["status"] = "none of the choices"
    assert page["items"] == [row | {"updatedAt": page["items"][0]["updatedAt"]}]


def test_refuses_fields_that_are_missing_unknown_or_wrong(client: FlaskClient) -> None:
    body = {
        "status": {},
        "note": {},
        "no/such~field": 1,
    }

    answer = client.post(API, json=body)

    assert answer.status_code == 422
    assert codes(answer) == {
        "/placedOn": "required",
        "/customerId": "required",
        "/status": "type",
        "/note": "type",
        "/no~1such~0field": "additionalProperties",
    }


def test_changes_only_the_fields_that_are_given(
    client: FlaskClient, make: Make
) -> None:
    body = make.order_body()
    row = make.order()

    for name, value in make.order_body(1).items():
        body[name] = value
        row = client.patch(f"{API}/{row['id']}", json={name: value}).get_json()
        assert row | body == row
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_clears_optional_fields_with_null(client: FlaskClient, make: Make) -> None:
    row = make.order()
    body = {
        "note": None,
    }

    row = client.patch(f"{API}/{row['id']}", json=body).get_json()

    assert row | body == row


def test_deletes_one(client: FlaskClient, make: Make) -> None:
    row = make.order()

    answer = client.delete(f"{API}/{row['id']}")

    assert answer.status_code == 204
    assert client.get(f"{API}/{row['id']}").status_code == 404


def test_answers_404_for_ids_that_no_row_can_have(client: FlaskClient) -> None:
    for key in (MISSING, "99999999999999999999", "0", "-1", "one"):
        assert client.get(f"{API}/{key}").status_code == 404
        assert client.patch(f"{API}/{key}", json={}).status_code == 404
        assert client.delete(f"{API}/{key}").status_code == 404


def test_lists_page_by_page(client: FlaskClient, make: Make) -> None:
    make.order(0)
    second = make.order(1)

    page = client.get(f"{API}?page=2&perPage=1").get_json()

    assert page.pop("items") == [second]
    assert page == {"page": 2, "perPage": 1, "total": 2, "pages": 2}


def test_sorts_both_ways(client: FlaskClient, make: Make) -> None:
    rows = [make.order(0), make.order(1)]

    assert client.get(f"{API}?sort=id").get_json()["items"] == rows
    assert client.get(f"{API}?sort=-id").get_json()["items"] == rows[::-1]


def test_filters_by_equality(client: FlaskClient, make: Make) -> None:
    rows = [make.order(0), make.order(1)]

    assert_filters(client, API, rows, "placedOn")
    assert_filters(client, API, rows, "status")
    assert_filters(client, API, rows, "customerId")


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
    rows = [make.order(0), make.order(1)]

    with statements(app) as asked:
        page = client.get(API).get_json()

    assert page["items"] == rows
    assert 0 < len(asked) <= 3


def test_refuses_a_customer_that_does_not_exist(
    client: FlaskClient, make: Make
) -> None:
    body = make.order_body()
    body["customerId"] = MISSING

    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert codes(answer) == {"/customerId": "reference"}


def test_lists_those_of_one_customer(client: FlaskClient, make: Make) -> None:
    make.order()
    key = make.customer(1)["id"]
    body = make.order_body(1)
    body["customerId"] = key
    row = client.post(API, json=body).get_json()

    parent = f"/api/customers/{key}"
    page = client.get(
        f"{parent}/orders",
    ).get_json()

    assert page["items"] == [row]


def test_keeps_a_customer_that_is_needed(client: FlaskClient, make: Make) -> None:
    row = make.order()

    answer = client.delete(f"/api/customers/{row['customerId']}")

    assert answer.status_code == 409
    assert client.get(f"{API}/{row['id']}").get_json() == row
