"""What the API document says of line items."""

from app.features.line_items import schemas
from app.openapi import Paths, crud

PATHS: Paths = crud(
    "/api/line-items",
    one="line item",
    create=schemas.LineItemCreate,
    update=schemas.LineItemUpdate,
    query=schemas.LineItemQuery,
    row=schemas.LineItemOut,
    page=schemas.LineItemPage,
)
