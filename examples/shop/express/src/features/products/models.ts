/**
 * The table products.
 *
 * Twin: app/features/products/models.py
 */
import { defineEntity } from "@mikro-orm/core";
import * as columns from "../../columns.ts";
import { Category } from "../categories/models.ts";

const schema = defineEntity({
  name: "Product",
  tableName: "products",
  properties: {
    id: columns.id(),
    name: columns.string(80),
    sku: columns.string(40).unique(),
    price: columns.decimal(10, 2),
    stock: columns.integer(),
    active: columns.boolean(),
    categoryIds: (): columns.List => columns.list(Category, CategoriesLink),
    createdAt: columns.createdAt(),
    updatedAt: columns.updatedAt(),
  },
});

export class Product extends schema.class {}
schema.setClass(Product);

const CategoriesLink = defineEntity({
  name: "ProductCategoriesLink",
  tableName: "products_categories",
  properties: {
    productId: (): columns.Joined => columns.joined(Product),
    categoryId: (): columns.Joined => columns.joined(Category),
  },
});
