import * as z from "zod";
import { idsOf } from "../../rows.ts";
import { decimal, ids, inQuery, paging, sortBy, text } from "../../schemas.ts";
import type { Product } from "./models.ts";

export const fields = {
  name: text(80).min(1),
  sku: text(40).min(1),
  price: decimal(10, 2),
  stock: z.int32(),
  active: z.boolean(),
  categoryIds: ids(),
};

export type ProductCreate = z.output<typeof ProductCreate>;
export const ProductCreate = z.strictObject({
  ...fields,
  stock: fields.stock.default(0),
  active: fields.active.default(true),
  categoryIds: fields.categoryIds.default([]),
});

export type ProductUpdate = z.output<typeof ProductUpdate>;
export const ProductUpdate = z.strictObject(fields).partial();

export type ProductQuery = z.output<typeof ProductQuery>;
export const ProductQuery = z.strictObject({
  ...paging,
  sort: sortBy<Product>("name", "sku", "price", "stock", "active").default("id"),
  name: fields.name.optional(),
  sku: fields.sku.optional(),
  stock: inQuery(fields.stock.optional()),
  active: inQuery(fields.active.optional()),
});

export const productOut = (row: Product) => ({
  id: row.id,
  name: row.name,
  sku: row.sku,
  price: row.price,
  stock: row.stock,
  active: row.active,
  categoryIds: idsOf(row.categories),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
