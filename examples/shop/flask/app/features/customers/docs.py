"""What the API document says of customers."""

from app.features.customers import schemas
from app.features.orders.schemas import OrderPage, OrderQuery
from app.openapi import Paths, crud, nested

PATHS: Paths = {
    **crud(
        "/api/customers",
        one="customer",
        create=schemas.CustomerCreate,
        update=schemas.CustomerUpdate,
        query=schemas.CustomerQuery,
        row=schemas.CustomerOut,
        page=schemas.CustomerPage,
    ),
    **nested(
        "/api/customers/{id}/orders", "List orders of customer", OrderQuery, OrderPage
    ),
}
