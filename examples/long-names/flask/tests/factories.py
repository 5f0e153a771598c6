"""Makes valid rows over HTTP."""

from typing import Any

from flask.testing import FlaskClient

Row = dict[str, Any]

AA: tuple[Row, Row] = (
    {
        "b": "First b",
    },
    {
        "b": "Second b",
    },
)

PURCHASE_ORDER_LINE_ITEMS: tuple[Row, Row] = (
    {
        "customerReferenceText": "First customer reference text",
        "internalReferenceCode": "First internal reference code",
        "expectedDeliveryDateX": "2026-01-28",
        "fulfillmentStatusKind": "waiting-for-the-supplier",
        "isDeliveryConfirmedNo": True,
        "totalAmountAfterTaxes": "1.1000",
        "warehouseConfirmedTime": "2026-01-28T12:00:00.000Z",
        "contactEmailOfOrderer": "first@example.com",
        "websiteOfManufacturers": "https://example.com/first",
        "longDescriptionOfItem": "First long description of item",
    },
    {
        "customerReferenceText": "Second customer reference text",
        "internalReferenceCode": "Second internal reference code",
        "expectedDeliveryDateX": "2026-02-28",
        "fulfillmentStatusKind": "delivered-and-checked",
        "isDeliveryConfirmedNo": False,
        "totalAmountAfterTaxes": "2.2000",
        "warehouseConfirmedTime": "2026-02-28T12:00:00.000Z",
        "contactEmailOfOrderer": "second@example.com",
        "websiteOfManufacturers": "https://example.com/second",
        "longDescriptionOfItem": "Second long description of item",
    },
)

SUPPLIER_CONTACT_PEOPLES: tuple[Row, Row] = (
    {
        "fullNameOfThatPerson": "First full name of that person",
    },
    {
        "fullNameOfThatPerson": "Second full name of that person",
    },
)


class Make:
    """Makes rows 0 and 1 of everything, and first the rows that they need."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.made: dict[tuple[str, int], Row] = {}

    def a(self, number: int = 0) -> Row:
        body = self.a_body(number)
        return self.row("/api/aa", number, body)

    def a_body(self, number: int = 0) -> Row:
        body = AA[number].copy()
        return body

    def purchase_order_line_item(self, number: int = 0) -> Row:
        body = self.purchase_order_line_item_body(number)
        return self.row("/api/purchase-order-line-items", number, body)

    def purchase_order_line_item_body(self, number: int = 0) -> Row:
        body = PURCHASE_ORDER_LINE_ITEMS[number].copy()
        return body

    def supplier_contact_persons(self, number: int = 0) -> Row:
        body = self.supplier_contact_persons_body(number)
        return self.row("/api/supplier-contact-peoples", number, body)

    def supplier_contact_persons_body(self, number: int = 0) -> Row:
        body = SUPPLIER_CONTACT_PEOPLES[number].copy()
        return body

    def row(self, path: str, number: int, body: Row) -> Row:
        if (path, number) not in self.made:
            answer = self.client.post(path, json=body)
            assert answer.status_code == 201, answer.text
            self.made[path, number] = answer.get_json()
        return self.made[path, number]
