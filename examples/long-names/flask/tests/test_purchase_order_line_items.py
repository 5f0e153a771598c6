"""What clients of purchase order line items can rely on.

Twin: tests/purchase-order-line-items.test.ts
"""

from flask.testing import FlaskClient

from tests.factories import Make
from tests.helpers import MISSING, assert_filters, errors

API = "/api/purchase-order-line-items"


def test_creates_one_and_reads_it_back(client: FlaskClient, make: Make) -> None:
    body = make.purchase_order_line_item_body()
    answer = client.post(API, json=body)
    row = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{API}/{row['id']}"
    assert row | body == row
    assert row["updatedAt"] == row["createdAt"]
    assert client.get(f"{API}/{row['id']}").get_json() == row


def test_applies_defaults(client: FlaskClient, make: Make) -> None:
    body = make.purchase_order_line_item_body()
    del body["fulfillmentStatusKind"]
    del body["isDeliveryConfirmedNo"]
    row = client.post(API, json=body).get_json()

    assert row["fulfillmentStatusKind"] == "in-transit-to-warehouse"
    assert row["isDeliveryConfirmedNo"] is False


def test_lists_them_in_pages(client: FlaskClient, make: Make) -> None:
    make.purchase_order_line_item(0)
    second = make.purchase_order_line_item(1)
    page = client.get(f"{API}?page=2&perPage=1").get_json()

    assert page == {
        "items": [second],
        "page": 2,
        "perPage": 1,
        "total": 2,
        "pages": 2,
    }


def test_sorts_them(client: FlaskClient, make: Make) -> None:
    first = make.purchase_order_line_item(0)
    second = make.purchase_order_line_item(1)
    page = client.get(f"{API}?sort=-id").get_json()

    assert page["items"] == [second, first]


def test_filters_them(client: FlaskClient, make: Make) -> None:
    rows = [make.purchase_order_line_item(0), make.purchase_order_line_item(1)]

    assert_filters(client, API, rows, "customerReferenceText")
    assert_filters(client, API, rows, "internalReferenceCode")
    assert_filters(client, API, rows, "expectedDeliveryDateX")
    assert_filters(client, API, rows, "fulfillmentStatusKind")
    assert_filters(client, API, rows, "isDeliveryConfirmedNo")
    assert_filters(client, API, rows, "contactEmailOfOrderer")


def test_refuses_a_taken_internal_reference_code(
    client: FlaskClient,
    make: Make,
) -> None:
    taken = make.purchase_order_line_item(0)["internalReferenceCode"]
    body = make.purchase_order_line_item_body(1) | {"internalReferenceCode": taken}
    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert errors(answer) == [("/internalReferenceCode", "unique")]


def test_refuses_a_missing_supplier_responsible_man(
    client: FlaskClient,
    make: Make,
) -> None:
    body = make.purchase_order_line_item_body()
    body["supplierResponsibleManId"] = MISSING
    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert errors(answer) == [("/supplierResponsibleManId", "reference")]


def test_refuses_a_missing_the_parent_of_this_items(
    client: FlaskClient,
    make: Make,
) -> None:
    body = make.purchase_order_line_item_body()
    body["theParentOfThisItemsId"] = MISSING
    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert errors(answer) == [("/theParentOfThisItemsId", "reference")]


def test_refuses_missing_e(client: FlaskClient, make: Make) -> None:
    body = make.purchase_order_line_item_body()
    body["eIds"] = [MISSING]
    answer = client.post(API, json=body)

    assert answer.status_code == 409
    assert errors(answer) == [("/eIds", "reference")]


def test_lists_those_of_one_supplier_responsible_man(
    client: FlaskClient,
    make: Make,
) -> None:
    key = make.supplier_contact_persons(1)["id"]
    body = make.purchase_order_line_item_body()
    body["supplierResponsibleManId"] = key
    row = client.post(API, json=body).get_json()
    parent = f"/api/supplier-contact-peoples/{key}"
    page = client.get(
        f"{parent}/purchase-order-line-items",
    ).get_json()

    assert page["items"] == [row]


def test_lists_those_of_one_the_parent_of_this_items(
    client: FlaskClient,
    make: Make,
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


def test_keeps_its_e(client: FlaskClient, make: Make) -> None:
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


def test_updates_some_fields(client: FlaskClient, make: Make) -> None:
    row = make.purchase_order_line_item()

    for name, value in make.purchase_order_line_item_body(1).items():
        answer = client.patch(f"{API}/{row['id']}", json={name: value}).get_json()
        assert answer == row | {name: value, "updatedAt": answer["updatedAt"]}
        row = answer


def test_clears_optional_fields(client: FlaskClient, make: Make) -> None:
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
    answer = client.patch(f"{API}/{row['id']}", json=body)

    assert answer.get_json() | body == answer.get_json()


def test_deletes_one(client: FlaskClient, make: Make) -> None:
    row = make.purchase_order_line_item()
    answer = client.delete(f"{API}/{row['id']}")

    assert answer.status_code == 204
    assert client.get(f"{API}/{row['id']}").status_code == 404


def test_forgets_its_deleted_supplier_responsible_man(
    client: FlaskClient,
    make: Make,
) -> None:
    key = make.supplier_contact_persons(1)["id"]
    body = make.purchase_order_line_item_body()
    body["supplierResponsibleManId"] = key
    row = client.post(API, json=body).get_json()
    answer = client.delete(f"/api/supplier-contact-peoples/{key}")
    row = client.get(f"{API}/{row['id']}").get_json()

    assert answer.status_code == 204
    assert row["supplierResponsibleManId"] is None


def test_forgets_its_deleted_the_parent_of_this_items(
    client: FlaskClient,
    make: Make,
) -> None:
    key = make.purchase_order_line_item(1)["id"]
    body = make.purchase_order_line_item_body()
    body["theParentOfThisItemsId"] = key
    row = client.post(API, json=body).get_json()
    answer = client.delete(f"/api/purchase-order-line-items/{key}")
    row = client.get(f"{API}/{row['id']}").get_json()

    assert answer.status_code == 204
    assert row["theParentOfThisItemsId"] is None


def test_forgets_its_deleted_e(client: FlaskClient, make: Make) -> None:
    key = make.a(1)["id"]
    body = make.purchase_order_line_item_body()
    body["eIds"] = [key]
    row = client.post(API, json=body).get_json()
    answer = client.delete(f"/api/aa/{key}")
    row = client.get(f"{API}/{row['id']}").get_json()

    assert answer.status_code == 204
    assert row["eIds"] == []


def test_reports_every_invalid_field(client: FlaskClient) -> None:
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
        "no-such-field": 1,
    }
    answer = client.post(API, json=body)

    assert answer.status_code == 422
    assert errors(answer) == sorted(
        [
            ("/customerReferenceText", "required"),
            ("/internalReferenceCode", "required"),
            ("/totalAmountAfterTaxes", "required"),
            ("/expectedDeliveryDateX", "type"),
            ("/fulfillmentStatusKind", "type"),
            ("/isDeliveryConfirmedNo", "type"),
            ("/warehouseConfirmedTime", "type"),
            ("/contactEmailOfOrderer", "type"),
            ("/websiteOfManufacturers", "type"),
            ("/longDescriptionOfItem", "type"),
            ("/supplierResponsibleManId", "type"),
            ("/theParentOfThisItemsId", "type"),
            ("/eIds", "type"),
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
