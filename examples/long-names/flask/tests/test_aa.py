"""What clients of aa can rely on.

Twin: tests/aa.test.ts
"""

from flask.testing import FlaskClient

from tests.factories import Make
from tests.helpers import MISSING, assert_filters, errors

API = "/api/aa"


def test_creates_one_and_reads_it_back(client: FlaskClient, make: Make) -> None:
    body = make.a_body()
    answer = client.post(API, json=body)
    row = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{row['id']}"
    assert row | body == row
    assert row["updatedAt"] == row["createdAt"]
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_lists_them_in_pages(client: FlaskClient, make: Make) -> None:
    make.a(0)
    second = make.a(1)
    page = client.get(f"{API}?page=2&perPage=1").get_json()

    assert page == {
        "items": [second],
        "page": 2,
        "perPage": 1,
        "total": 2,
        "pages": 2,
    }


def test_sorts_them(client: FlaskClient, make: Make) -> None:
    first = make.a(0)
    second = make.a(1)
    page = client.get(f"{API}?sort=-id").get_json()

    assert page["items"] == [second, first]


def test_filters_them(client: FlaskClient, make: Make) -> None:
    rows = [make.a(0), make.a(1)]

    assert_filters(client, API, rows, "b")


def test_refuses_a_missing_c(client: FlaskClient, make: Make) -> None:
    body = make.a_body()
    body["cId"] = MISSING
    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert errors(answer) == [("/cId", "reference")]


def test_refuses_missing_d(client: FlaskClient, make: Make) -> None:
    body = make.a_body()
    body["dIds"] = [MISSING]
    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert errors(answer) == [("/dIds", "reference")]


def test_lists_those_of_one_c(client: FlaskClient, make: Make) -> None:
    key = make.purchase_order_line_item(1)["id"]
    body = make.a_body()
    body["cId"] = key
    row = client.post(API, json=body).get_json()
    parent = f"/api/purchase-order-line-items/{key}"
    page = client.get(
        f"{parent}/aa",
    ).get_json()

    assert page["items"] == [row]


def test_keeps_its_d(client: FlaskClient, make: Make) -> None:
    key = make.purchase_order_line_item(1)["id"]
    body = make.a_body()
    body["dIds"] = [key]
    row = client.post(API, json=body).get_json()
    listed = client.get(f"{API}/{row['id']}/d").get_json()
    parent = f"/api/purchase-order-line-items/{key}"
    inverse = client.get(
        f"{parent}/aa-as-d",
    ).get_json()

    assert row["dIds"] == [key]
    assert [item["id"] for item in listed["items"]] == [key]
    assert inverse["items"] == [row]


def test_updates_some_fields(client: FlaskClient, make: Make) -> None:
    row = make.a()

    for name, value in make.a_body(1).items():
        answer = client.patch(f"{API}/{row['id']}", json={name: value}).get_json()
        assert answer == row | {name: value, "updatedAt": answer["updatedAt"]}
        row = answer


def test_clears_optional_fields(client: FlaskClient, make: Make) -> None:
    row = make.a()
    body = {
        "cId": None,
    }
    answer = client.patch(f"{API}/{row['id']}", json=body)

    assert answer.get_json() | body == answer.get_json()


def test_deletes_one(client: FlaskClient, make: Make) -> None:
    row = make.a()
    answer = client.delete(f"{API}/{row['id']}")

    assert answer.status_code == 204
    assert client.get(f"{API}/{row['id']}").status_code == 404


def test_forgets_its_deleted_c(client: FlaskClient, make: Make) -> None:
    key = make.purchase_order_line_item(1)["id"]
    body = make.a_body()
    body["cId"] = key
    row = client.post(API, json=body).get_json()
    answer = client.delete(f"/api/purchase-order-line-items/{key}")
    row = client.get(f"{API}/{row['id']}").get_json()

    assert answer.status_code == 204
    assert row["cId"] is None


def test_forgets_its_deleted_d(client: FlaskClient, make: Make) -> None:
    key = make.purchase_order_line_item(1)["id"]
    body = make.a_body()
    body["dIds"] = [key]
    row = client.post(API, json=body).get_json()
    answer = client.delete(f"/api/purchase-order-line-items/{key}")
    row = client.get(f"{API}/{row['id']}").get_json()

    assert answer.status_code == 204
    assert row["dIds"] == []


def test_reports_every_invalid_field(client: FlaskClient) -> None:
    body = {
        "cId": {},
        "dIds": {},
        "no-such-field": 1,
    }
    answer = client.post(API, json=body)

    assert answer.status_code == 422
    assert errors(answer) == sorted(
        [
            ("/b", "required"),
            ("/cId", "type"),
            ("/dIds", "type"),
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
