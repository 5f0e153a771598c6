"""What the API document says of orders."""

from app.features.line_items.schemas import LineItemPage, LineItemQuery
from app.features.orders import schemas
from app.openapi import Paths, crud, nested

PATHS: Paths = {
    **crud(
        "/api/orders",
        one="order",
        create=schemas.OrderCreate,
        update=schemas.OrderUpdate,
        query=schemas.OrderQuery,
        row=schemas.OrderOut,
        page=schemas.OrderPage,
    ),
    **nested(
        "/api/orders/{id}/line-items",
        "List line items of order",
        LineItemQuery,
        LineItemPage,
    ),
}
