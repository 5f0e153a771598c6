"""What clients of products can rely on.

Twin: tests/products.test.ts
"""

from flask.testing import FlaskClient

from tests.factories import Make
from tests.helpers import MISSING, assert_filters, errors

API = "/api/products"


def test_creates_one_and_reads_it_back(client: FlaskClient, make: Make) -> None:
    body = make.product_body()
    answer = client.post(API, json=body)
    row = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{row['id']}"
    assert row | body == row
    assert row["updatedAt"] == row["createdAt"]
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_applies_defaults(client: FlaskClient, make: Make) -> None:
    body = make.product_body()
    del body["stock"]
    del body["active"]
    row = client.post(API, json=body).get_json()

    assert row["stock"] == 0
    assert row["active"] is True


def test_lists_them_in_pages(client: FlaskClient, make: Make) -> None:
    make.product(0)
    second = make.product(1)
    page = client.get(f"{API}?page=2&perPage=1").get_json()

    assert page == {
        "items": [second],
        "page": 2,
        "perPage": 1,
        "total": 2,
        "pages": 2,
    }


def test_sorts_them(client: FlaskClient, make: Make) -> None:
    first = make.product(0)
    second = make.product(1)
    page = client.get(f"{API}?sort=-id").get_json()

    assert page["items"] == [second, first]


def test_filters_them(client: FlaskClient, make: Make) -> None:
    rows = [make.product(0), make.product(1)]

    assert_filters(client, API, rows, "name")
    assert_filters(client, API, rows, "sku")
    assert_filters(client, API, rows, "stock")
    assert_filters(client, API, rows, "active")


def test_refuses_a_taken_sku(client: FlaskClient, make: Make) -> None:
    taken = make.product(0)["sku"]
    body = make.product_body(1) | {"sku": taken}
    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert errors(answer) == [("/sku", "unique")]


def test_refuses_missing_categories(client: FlaskClient, make: Make) -> None:
    body = make.product_body()
    body["categoryIds"] = [MISSING]
    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert errors(answer) == [("/categoryIds", "reference")]


def test_keeps_its_categories(client: FlaskClient, make: Make) -> None:
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


def test_updates_some_fields(client: FlaskClient, make: Make) -> None:
    row = make.product()

    for name, value in make.product_body(1).items():
        answer = client.patch(f"{API}/{row['id']}", json={name: value}).get_json()
        assert answer == row | {name: value, "updatedAt": answer["updatedAt"]}
        row = answer


def test_deletes_one(client: FlaskClient, make: Make) -> None:
    row = make.product()
    answer = client.delete(f"{API}/{row['id']}")

    assert answer.status_code == 204
    assert client.get(f"{API}/{row['id']}").status_code == 404


def test_forgets_its_deleted_categories(client: FlaskClient, make: Make) -> None:
    key = make.category(1)["id"]
    body = make.product_body()
    body["categoryIds"] = [key]
    row = client.post(API, json=body).get_json()
    answer = client.delete(f"/api/categories/{key}")
    row = client.get(f"{API}/{row['id']}").get_json()

    assert answer.status_code == 204
    assert row["categoryIds"] == []


def test_reports_every_invalid_field(client: FlaskClient) -> None:
    body = {
        "stock": {},
        "active": {},
        "categoryIds": {},
        "no-such-field": 1,
    }
    answer = client.post(API, json=body)

    assert answer.status_code == 422
    assert errors(answer) == sorted(
        [
            ("/name", "required"),
            ("/sku", "required"),
            ("/price", "required"),
            ("/stock", "type"),
            ("/active", "type"),
            ("/categoryIds", "type"),
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
