from flask import Flask
from flask.testing import FlaskClient

from app.db import Base, db
from tests.factories import Make
from tests.helpers import MISSING, assert_filters, codes, statements

API = "/api/purchase-order-line-items"


def test_creates_one_and_shows_it(client: FlaskClient, make: Make) -> None:
    body = make.purchase_order_line_item_body()

    answer = client.post(API, json=body)
    row = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{row['id']}"
    assert row | body == row
    assert row["updatedAt"] == row["createdAt"]
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_fills_in_defaults(client: FlaskClient, make: Make) -> None:
    body = make.purchase_order_line_item_body()
    del body["fulfillmentStatusKind"]
    del body["isDeliveryConfirmedNo"]

    row = client.post(API, json=body).get_json()

    assert row["fulfillmentStatusKind"] == "in-transit-to-warehouse"
    assert row["isDeliveryConfirmedNo"] is False


def test_keeps_instants_in_utc(client: FlaskClient, make: Make) -> None:
    body = make.purchase_order_line_item_body()
    body["warehouseConfirmedTime"] = "2026-01-31T12:00:00+02:00"

    row = client.post(API, json=body).get_json()

    assert row["warehouseConfirmedTime"] == "2026-01-31T10:00:00.000Z"


def test_shows_a_fulfillment_status_kind_that_other_code_stored(
    client: FlaskClient, make: Make
) -> None:
    row = make.purchase_order_line_item()
    table = Base.metadata.tables["purchase_order_line_items"]
    with client.application.app_context():
        stored = {"fulfillment_status_kind": "none of the choices"}
        db.session.execute(table.update().values(stored))
        db.session.commit()

    page = client.get(API).get_json()

    row["fulfillmentStatusKind"] = "none of the choices"
    assert page["items"] == [row | {"updatedAt": page["items"][0]["updatedAt"]}]


def test_refuses_fields_that_are_missing_unknown_or_wrong(client: FlaskClient) -> None:
    body = {
        "expectedDeliveryDateX": {},
        "fulfillmentStatusKind": {},
        "isDeliveryConfirmedNo": {},
        "warehouseConfirmedTime": {},
        "contactEmailOfOrderer": {},
        "websiteOfManufacturers": {},
        "longDescriptionOfItem": {},
        "supplierResponsibleManId": {},
        "theParentOfThisItemsId": {},
        "eIds": {},
        "no/such~field": 1,
    }

    answer = client.post(API, json=body)

    assert answer.status_code == 422
    assert codes(answer) == {
        "/customerReferenceText": "required",
        "/internalReferenceCode": "required",
        "/totalAmountAfterTaxes": "required",
        "/expectedDeliveryDateX": "type",
        "/fulfillmentStatusKind": "type",
        "/isDeliveryConfirmedNo": "type",
        "/warehouseConfirmedTime": "type",
        "/contactEmailOfOrderer": "type",
        "/websiteOfManufacturers": "type",
        "/longDescriptionOfItem": "type",
        "/supplierResponsibleManId": "type",
        "/theParentOfThisItemsId": "type",
        "/eIds": "type",
        "/no~1such~0field": "additionalProperties",
    }


def test_changes_only_the_fields_that_are_given(
    client: FlaskClient, make: Make
) -> None:
    body = make.purchase_order_line_item_body()
    row = make.purchase_order_line_item()

    for name, value in make.purchase_order_line_item_body(1).items():
        body[name] = value
        row = client.patch(f"{API}/{row['id']}", json={name: value}).get_json()
        assert row | body == row
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_clears_optional_fields_with_null(client: FlaskClient, make: Make) -> None:
    row = make.purchase_order_line_item()
    body = {
        "expectedDeliveryDateX": None,
        "supplierResponsibleManId": None,
        "theParentOfThisItemsId": None,
        "warehouseConfirmedTime": None,
        "contactEmailOfOrderer": None,
        "websiteOfManufacturers": None,
        "longDescriptionOfItem": None,
    }

    row = client.patch(f"{API}/{row['id']}", json=body).get_json()

    assert row | body == row


def test_deletes_one(client: FlaskClient, make: Make) -> None:
    row = make.purchase_order_line_item()

    answer = client.delete(f"{API}/{row['id']}")

    assert answer.status_code == 204
    assert client.get(f"{API}/{row['id']}").status_code == 404


def test_answers_404_for_ids_that_no_row_can_have(client: FlaskClient) -> None:
    for key in (MISSING, "99999999999999999999", "0", "-1", "one"):
        assert client.get(f"{API}/{key}").status_code == 404
        assert client.patch(f"{API}/{key}", json={}).status_code == 404
        assert client.delete(f"{API}/{key}").status_code == 404


def test_lists_page_by_page(client: FlaskClient, make: Make) -> None:
    make.purchase_order_line_item(0)
    second = make.purchase_order_line_item(1)

    page = client.get(f"{API}?page=2&perPage=1").get_json()

    assert page.pop("items") == [second]
    assert page == {"page": 2, "perPage": 1, "total": 2, "pages": 2}


def test_sorts_both_ways(client: FlaskClient, make: Make) -> None:
    rows = [make.purchase_order_line_item(0), make.purchase_order_line_item(1)]

    assert client.get(f"{API}?sort=id").get_json()["items"] == rows
    assert client.get(f"{API}?sort=-id").get_json()["items"] == rows[::-1]


def test_filters_by_equality(client: FlaskClient, make: Make) -> None:
    rows = [make.purchase_order_line_item(0), make.purchase_order_line_item(1)]

    assert_filters(client, API, rows, "customerReferenceText")
    assert_filters(client, API, rows, "internalReferenceCode")
    assert_filters(client, API, rows, "expectedDeliveryDateX")
    assert_filters(client, API, rows, "fulfillmentStatusKind")
    assert_filters(client, API, rows, "isDeliveryConfirmedNo")
    assert_filters(client, API, rows, "contactEmailOfOrderer")


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
    rows = [make.purchase_order_line_item(0), make.purchase_order_line_item(1)]

    with statements(app) as asked:
        page = client.get(API).get_json()

    assert page["items"] == rows
    assert 0 < len(asked) <= 3


def test_refuses_a_internal_reference_code_that_is_taken(
    client: FlaskClient, make: Make
) -> None:
    taken = make.purchase_order_line_item(0)["internalReferenceCode"]
    body = make.purchase_order_line_item_body(1)
    body["internalReferenceCode"] = taken

    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert codes(answer) == {"/internalReferenceCode": "unique"}


def test_tells_upper_case_from_lower_case(client: FlaskClient, make: Make) -> None:
    for number, value in enumerate("aA"):
        body = make.purchase_order_line_item_body(number)
        body["internalReferenceCode"] = value
        assert client.post(API, json=body).status_code == 201


def test_counts_characters_not_bytes(client: FlaskClient, make: Make) -> None:
    body = make.purchase_order_line_item_body()

    body["customerReferenceText"] = "😀" * 120
    assert client.post(API, json=body).status_code == 201
    body["customerReferenceText"] = "😀" * 121
    answer = client.post(API, json=body)
    assert codes(answer) == {"/customerReferenceText": "maxLength"}


def test_refuses_a_supplier_responsible_man_that_does_not_exist(
    client: FlaskClient, make: Make
) -> None:
    body = make.purchase_order_line_item_body()
    body["supplierResponsibleManId"] = MISSING

    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert codes(answer) == {"/supplierResponsibleManId": "reference"}


def test_refuses_a_the_parent_of_this_items_that_does_not_exist(
    client: FlaskClient, make: Make
) -> None:
    body = make.purchase_order_line_item_body()
    body["theParentOfThisItemsId"] = MISSING

    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert codes(answer) == {"/theParentOfThisItemsId": "reference"}


def test_refuses_e_that_do_not_exist(client: FlaskClient, make: Make) -> None:
    body = make.purchase_order_line_item_body()
    body["eIds"] = [MISSING]

    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert codes(answer) == {"/eIds": "reference"}


def test_lists_those_of_one_supplier_responsible_man(
    client: FlaskClient, make: Make
) -> None:
    make.purchase_order_line_item()
    key = make.supplier_contact_persons(1)["id"]
    body = make.purchase_order_line_item_body(1)
    body["supplierResponsibleManId"] = key
    row = client.post(API, json=body).get_json()

    parent = f"/api/supplier-contact-peoples/{key}"
    page = client.get(
        f"{parent}/purchase-order-line-items",
    ).get_json()

    assert page["items"] == [row]


def test_lists_those_of_one_the_parent_of_this_items(
    client: FlaskClient, make: Make
) -> None:
    key = make.purchase_order_line_item(1)["id"]
    body = make.purchase_order_line_item_body()
    body["theParentOfThisItemsId"] = key
    row = client.post(API, json=body).get_json()

    parent = f"/api/purchase-order-line-items/{key}"
    page = client.get(
        f"{parent}/purchase-order-line-items",
    ).get_json()

    assert page["items"] == [row]


def test_ties_e_and_lists_both_ways(client: FlaskClient, make: Make) -> None:
    key = make.a(1)["id"]
    body = make.purchase_order_line_item_body()
    body["eIds"] = [key]
    row = client.post(API, json=body).get_json()

    listed = client.get(f"{API}/{row['id']}/e").get_json()
    parent = f"/api/aa/{key}"
    inverse = client.get(
        f"{parent}/purchase-order-line-items",
    ).get_json()

    assert row["eIds"] == [key]
    assert [item["id"] for item in listed["items"]] == [key]
    assert inverse["items"] == [row]


def test_forgets_a_supplier_responsible_man_that_is_deleted(
    client: FlaskClient, make: Make
) -> None:
    key = make.supplier_contact_persons(1)["id"]
    body = make.purchase_order_line_item_body()
    body["supplierResponsibleManId"] = key
    row = client.post(API, json=body).get_json()

    answer = client.delete(f"/api/supplier-contact-peoples/{key}")
    row = client.get(f"{API}/{row['id']}").get_json()

    assert answer.status_code == 204
    assert row["supplierResponsibleManId"] is None


def test_forgets_a_the_parent_of_this_items_that_is_deleted(
    client: FlaskClient, make: Make
) -> None:
    key = make.purchase_order_line_item(1)["id"]
    body = make.purchase_order_line_item_body()
    body["theParentOfThisItemsId"] = key
    row = client.post(API, json=body).get_json()

    answer = client.delete(f"/api/purchase-order-line-items/{key}")
    row = client.get(f"{API}/{row['id']}").get_json()

    assert answer.status_code == 204
    assert row["theParentOfThisItemsId"] is None


def test_forgets_e_that_are_deleted(client: FlaskClient, make: Make) -> None:
    key = make.a(1)["id"]
    body = make.purchase_order_line_item_body()
    body["eIds"] = [key]
    row = client.post(API, json=body).get_json()

    answer = client.delete(f"/api/aa/{key}")
    row = client.get(f"{API}/{row['id']}").get_json()

    assert answer.status_code == 204
    assert row["eIds"] == []
