from flask import Flask
from flask.testing import FlaskClient

from tests.factories import Make
from tests.helpers import MISSING, assert_filters, codes, statements

API = "/api/aa"


def test_creates_one_and_shows_it(client: FlaskClient, make: Make) -> None:
    body = make.a_body()

    answer = client.post(API, json=body)
    row = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{row['id']}"
    assert row | body == row
    assert row["updatedAt"] == row["createdAt"]
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_refuses_fields_that_are_missing_unknown_or_wrong(client: FlaskClient) -> None:
    body = {
        "cId": {},
        "dIds": {},
        "no/such~field": 1,
    }

    answer = client.post(API, json=body)

    assert answer.status_code == 422
    assert codes(answer) == {
        "/b": "required",
        "/cId": "type",
        "/dIds": "type",
        "/no~1such~0field": "additionalProperties",
    }


def test_changes_only_the_fields_that_are_given(
    client: FlaskClient, make: Make
) -> None:
    body = make.a_body()
    row = make.a()

    for name, value in make.a_body(1).items():
        body[name] = value
        row = client.patch(f"{API}/{row['id']}", json={name: value}).get_json()
        assert row | body == row
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_clears_optional_fields_with_null(client: FlaskClient, make: Make) -> None:
    row = make.a()
    body = {
        "cId": None,
    }

    row = client.patch(f"{API}/{row['id']}", json=body).get_json()

    assert row | body == row


def test_deletes_one(client: FlaskClient, make: Make) -> None:
    row = make.a()

    answer = client.delete(f"{API}/{row['id']}")

    assert answer.status_code == 204
    assert client.get(f"{API}/{row['id']}").status_code == 404


def test_answers_404_for_ids_that_no_row_can_have(client: FlaskClient) -> None:
    for key in (MISSING, "99999999999999999999", "0", "-1", "one"):
        assert client.get(f"{API}/{key}").status_code == 404
        assert client.patch(f"{API}/{key}", json={}).status_code == 404
        assert client.delete(f"{API}/{key}").status_code == 404


def test_lists_page_by_page(client: FlaskClient, make: Make) -> None:
    make.a(0)
    second = make.a(1)

    page = client.get(f"{API}?page=2&perPage=1").get_json()

    assert page.pop("items") == [second]
    assert page == {"page": 2, "perPage": 1, "total": 2, "pages": 2}


def test_sorts_both_ways(client: FlaskClient, make: Make) -> None:
    rows = [make.a(0), make.a(1)]

    assert client.get(f"{API}?sort=id").get_json()["items"] == rows
    assert client.get(f"{API}?sort=-id").get_json()["items"] == rows[::-1]


def test_filters_by_equality(client: FlaskClient, make: Make) -> None:
    rows = [make.a(0), make.a(1)]

    assert_filters(client, API, rows, "b")


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
    rows = [make.a(0), make.a(1)]

    with statements(app) as asked:
        page = client.get(API).get_json()

    assert page["items"] == rows
    assert 0 < len(asked) <= 3


def test_counts_characters_not_bytes(client: FlaskClient, make: Make) -> None:
    body = make.a_body()

    body["b"] = "😀" * 255
    assert client.post(API, json=body).status_code == 201
    body["b"] = "😀" * 256
    answer = client.post(API, json=body)
    assert codes(answer) == {"/b": "maxLength"}


def test_refuses_a_c_that_does_not_exist(client: FlaskClient, make: Make) -> None:
    body = make.a_body()
    body["cId"] = MISSING

    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert codes(answer) == {"/cId": "reference"}


def test_refuses_d_that_do_not_exist(client: FlaskClient, make: Make) -> None:
    body = make.a_body()
    body["dIds"] = [MISSING]

    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert codes(answer) == {"/dIds": "reference"}


def test_lists_those_of_one_c(client: FlaskClient, make: Make) -> None:
    make.a()
    key = make.purchase_order_line_item(1)["id"]
    body = make.a_body(1)
    body["cId"] = key
    row = client.post(API, json=body).get_json()

    parent = f"/api/purchase-order-line-items/{key}"
    page = client.get(
        f"{parent}/aa",
    ).get_json()

    assert page["items"] == [row]


def test_ties_d_and_lists_both_ways(client: FlaskClient, make: Make) -> None:
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


def test_forgets_a_c_that_is_deleted(client: FlaskClient, make: Make) -> None:
    key = make.purchase_order_line_item(1)["id"]
    body = make.a_body()
    body["cId"] = key
    row = client.post(API, json=body).get_json()

    answer = client.delete(f"/api/purchase-order-line-items/{key}")
    row = client.get(f"{API}/{row['id']}").get_json()

    assert answer.status_code == 204
    assert row["cId"] is None


def test_forgets_d_that_are_deleted(client: FlaskClient, make: Make) -> None:
    key = make.purchase_order_line_item(1)["id"]
    body = make.a_body()
    body["dIds"] = [key]
    row = client.post(API, json=body).get_json()

    answer = client.delete(f"/api/purchase-order-line-items/{key}")
    row = client.get(f"{API}/{row['id']}").get_json()

    assert answer.status_code == 204
    assert row["dIds"] == []
