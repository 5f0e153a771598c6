from flask import Flask
from flask.testing import FlaskClient

from tests.factories import Make
from tests.helpers import MISSING, assert_filters, codes, statements

API = "/api/products"


def test_creates_one_and_shows_it(client: FlaskClient, make: Make) -> None:
    body = make.product_body()

    answer = client.post(API, json=body)
    row = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{row['id']}"
    assert row | body == row
    assert row["updatedAt"] == row["createdAt"]
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_fills_in_defaults(client: FlaskClient, make: Make) -> None:
    body = make.product_body()
    del body["stock"]
    del body["active"]

    row = client.post(API, json=body).get_json()

    assert row["stock"] == 0
    assert row["active"] is True


def test_refuses_fields_that_are_missing_unknown_or_wrong(client: FlaskClient) -> None:
    body = {
        "stock": {},
        "active": {},
        "categoryIds": {},
        "no/such~field": 1,
    }

    answer = client.post(API, json=body)

    assert answer.status_code == 422
    assert codes(answer) == {
        "/name": "required",
        "/sku": "required",
        "/price": "required",
        "/stock": "type",
        "/active": "type",
        "/categoryIds": "type",
        "/no~1such~0field": "additionalProperties",
    }


def test_changes_only_the_fields_that_are_given(
    client: FlaskClient, make: Make
) -> None:
    body = make.product_body()
    row = make.product()

    for name, value in make.product_body(1).items():
        body[name] = value
        row = client.patch(f"{API}/{row['id']}", json={name: value}).get_json()
        assert row | body == row
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_deletes_one(client: FlaskClient, make: Make) -> None:
    row = make.product()

    answer = client.delete(f"{API}/{row['id']}")

    assert answer.status_code == 204
    assert client.get(f"{API}/{row['id']}").status_code == 404


def test_answers_404_for_ids_that_no_row_can_have(client: FlaskClient) -> None:
    for key in (MISSING, "99999999999999999999", "0", "-1", "one"):
        assert client.get(f"{API}/{key}").status_code == 404
        assert client.patch(f"{API}/{key}", json={}).status_code == 404
        assert client.delete(f"{API}/{key}").status_code == 404


def test_lists_page_by_page(client: FlaskClient, make: Make) -> None:
    make.product(0)
    second = make.product(1)

    page = client.get(f"{API}?page=2&perPage=1").get_json()

    assert page.pop("items") == [second]
    assert page == {"page": 2, "perPage": 1, "total": 2, "pages": 2}


def test_sorts_both_ways(client: FlaskClient, make: Make) -> None:
    rows = [make.product(0), make.product(1)]

    assert client.get(f"{API}?sort=id").get_json()["items"] == rows
    assert client.get(f"{API}?sort=-id").get_json()["items"] == rows[::-1]


def test_filters_by_equality(client: FlaskClient, make: Make) -> None:
    rows = [make.product(0), make.product(1)]

    assert_filters(client, API, rows, "name")
    assert_filters(client, API, rows, "sku")
    assert_filters(client, API, rows, "stock")
    assert_filters(client, API, rows, "active")


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
    rows = [make.product(0), make.product(1)]

    with statements(app) as asked:
        page = client.get(API).get_json()

    assert page["items"] == rows
    assert 0 < len(asked) <= 3


def test_refuses_a_sku_that_is_taken(client: FlaskClient, make: Make) -> None:
    taken = make.product(0)["sku"]
    body = make.product_body(1)
    body["sku"] = taken

    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert codes(answer) == {"/sku": "unique"}


def test_tells_upper_case_from_lower_case(client: FlaskClient, make: Make) -> None:
    for number, value in enumerate("aA"):
        body = make.product_body(number)
        body["sku"] = value
        assert client.post(API, json=body).status_code == 201


def test_counts_characters_not_bytes(client: FlaskClient, make: Make) -> None:
    body = make.product_body()

    body["name"] = "😀" * 80
    assert client.post(API, json=body).status_code == 201
    body["name"] = "😀" * 81
    answer = client.post(API, json=body)
    assert codes(answer) == {"/name": "maxLength"}


def test_refuses_categories_that_do_not_exist(client: FlaskClient, make: Make) -> None:
    body = make.product_body()
    body["categoryIds"] = [MISSING]

    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert codes(answer) == {"/categoryIds": "reference"}


def test_ties_categories_and_lists_both_ways(client: FlaskClient, make: Make) -> None:
    key = make.category(1)["id"]
    body = make.product_body()
    body["categoryIds"] = [key]
    row = client.post(API, json=body).get_json()

    listed = client.get(f"{API}/{row['id']}/categories").get_json()
    parent = f"/api/categories/{key}"
    inverse = client.get(
        f"{parent}/products",
    ).get_json()

    assert row["categoryIds"] == [key]
    assert [item["id"] for item in listed["items"]] == [key]
    assert inverse["items"] == [row]


def test_forgets_categories_that_are_deleted(client: FlaskClient, make: Make) -> None:
    key = make.category(1)["id"]
    body = make.product_body()
    body["categoryIds"] = [key]
    row = client.post(API, json=body).get_json()

    answer = client.delete(f"/api/categories/{key}")
    row = client.get(f"{API}/{row['id']}").get_json()

    assert answer.status_code == 204
    assert row["categoryIds"] == []
