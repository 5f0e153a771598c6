"""What the API document says of categories."""

from app.features.categories import schemas
from app.features.products.schemas import ProductPage, ProductQuery
from app.openapi import Paths, crud, nested

PATHS: Paths = {
    **crud(
        "/api/categories",
        one="category",
        create=schemas.CategoryCreate,
        update=schemas.CategoryUpdate,
        query=schemas.CategoryQuery,
        row=schemas.CategoryOut,
        page=schemas.CategoryPage,
    ),
    **nested(
        "/api/categories/{id}/categories",
        "List categories of category",
        schemas.CategoryQuery,
        schemas.CategoryPage,
    ),
    **nested(
        "/api/categories/{id}/products",
        "List products of category",
        ProductQuery,
        ProductPage,
    ),
}
