"""Makes valid rows over HTTP."""

from typing import Any

from flask.testing import FlaskClient

Row = dict[str, Any]

CATEGORIES: tuple[Row, Row] = (
    {
        "name": "First name",
    },
    {
        "name": "Second name",
    },
)

CUSTOMERS: tuple[Row, Row] = (
    {
        "name": "First name",
        "email": "first@example.com",
    },
    {
        "name": "Second name",
        "email": "second@example.com",
    },
)

LINE_ITEMS: tuple[Row, Row] = (
    {
        "quantity": 1,
        "unitPrice": "1.10",
    },
    {
        "quantity": 2,
        "unitPrice": "2.20",
    },
)

ORDERS: tuple[Row, Row] = (
    {
        "placedOn": "2026-01-28",
        "status": "open",
        "note": "First note",
    },
    {
        "placedOn": "2026-02-28",
        "status": "cancelled",
        "note": "Second note",
    },
)

PRODUCTS: tuple[Row, Row] = (
    {
        "name": "First name",
        "sku": "First sku",
        "price": "1.10",
        "stock": 1,
        "active": True,
    },
    {
        "name": "Second name",
        "sku": "Second sku",
        "price": "2.20",
        "stock": 2,
        "active": False,
    },
)


class Make:
    """Makes rows 0 and 1 of everything, and first the rows that they need."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.made: dict[tuple[str, int], Row] = {}

    def category(self, number: int = 0) -> Row:
        body = self.category_body(number)
        return self.row("/api/categories", number, body)

    def category_body(self, number: int = 0) -> Row:
        body = CATEGORIES[number].copy()
        return body

    def customer(self, number: int = 0) -> Row:
        body = self.customer_body(number)
        return self.row("/api/customers", number, body)

    def customer_body(self, number: int = 0) -> Row:
        body = CUSTOMERS[number].copy()
        return body

    def line_item(self, number: int = 0) -> Row:
        body = self.line_item_body(number)
        return self.row("/api/line-items", number, body)

    def line_item_body(self, number: int = 0) -> Row:
        body = LINE_ITEMS[number].copy()
        body["orderId"] = self.order(number)["id"]
        body["productId"] = self.product(number)["id"]
        return body

    def order(self, number: int = 0) -> Row:
        body = self.order_body(number)
        return self.row("/api/orders", number, body)

    def order_body(self, number: int = 0) -> Row:
        body = ORDERS[number].copy()
        body["customerId"] = self.customer(number)["id"]
        return body

    def product(self, number: int = 0) -> Row:
        body = self.product_body(number)
        return self.row("/api/products", number, body)

    def product_body(self, number: int = 0) -> Row:
        body = PRODUCTS[number].copy()
        return body

    def row(self, path: str, number: int, body: Row) -> Row:
        if (path, number) not in self.made:
            answer = self.client.post(path, json=body)
            assert answer.status_code == 201, answer.text
            self.made[path, number] = answer.get_json()
        return self.made[path, number]
