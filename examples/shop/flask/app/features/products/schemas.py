"""What goes in and out of products."""

from decimal import Decimal
from typing import Annotated

from pydantic import MISSING, Field

from app.features.products.models import Product
from app.rows import Equals, SortBy
from app.schemas import (
    Body,
    Boolean,
    DecimalOut,
    Ids,
    IdsOut,
    InstantOut,
    Integer,
    Output,
    PageOf,
    PageQuery,
    decimal,
    text,
)

Name = Annotated[str, text(1, 80)]
Sku = Annotated[str, text(1, 40)]
Price = Annotated[Decimal, decimal(10, 2)]
SORTS = SortBy(
    Product, Product.name, Product.sku, Product.price, Product.stock, Product.active
)


class ProductCreate(Body):
    name: Name
    sku: Sku
    price: Price
    stock: Integer = 0
    active: Boolean = True
    category_ids: Ids = []


class ProductUpdate(Body):
    name: Name | MISSING = MISSING
    sku: Sku | MISSING = MISSING
    price: Price | MISSING = MISSING
    stock: Integer | MISSING = MISSING
    active: Boolean | MISSING = MISSING
    category_ids: Ids | MISSING = MISSING


class ProductQuery(PageQuery):
    sort: Annotated[str, SORTS] = "id"
    name: Annotated[Name | MISSING, Equals(Product.name)] = MISSING
    sku: Annotated[Sku | MISSING, Equals(Product.sku)] = MISSING
    stock: Annotated[Integer | MISSING, Equals(Product.stock)] = MISSING
    active: Annotated[Boolean | MISSING, Equals(Product.active)] = MISSING


class ProductOut(Output):
    id: int
    name: str
    sku: str
    price: DecimalOut
    stock: int
    active: bool
    category_ids: IdsOut = Field(validation_alias="categories")
    created_at: InstantOut
    updated_at: InstantOut


class ProductPage(PageOf[ProductOut]):
    pass
