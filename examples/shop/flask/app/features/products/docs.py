"""What the API document says of products."""

from app.features.categories.schemas import CategoryPage, CategoryQuery
from app.features.line_items.schemas import LineItemPage, LineItemQuery
from app.features.products import schemas
from app.openapi import Paths, crud, nested

PATHS: Paths = {
    **crud(
        "/api/products",
        one="product",
        create=schemas.ProductCreate,
        update=schemas.ProductUpdate,
        query=schemas.ProductQuery,
        row=schemas.ProductOut,
        page=schemas.ProductPage,
    ),
    **nested(
        "/api/products/{id}/categories",
        "List categories of product",
        CategoryQuery,
        CategoryPage,
    ),
    **nested(
        "/api/products/{id}/line-items",
        "List line items of product",
        LineItemQuery,
        LineItemPage,
    ),
}
