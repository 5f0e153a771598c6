import * as z from "zod";
import { idsOf } from "../../rows.ts";
import {
  decimal,
  ids,
  inQuery,
  listOf,
  patchOf,
  rowOf,
  sortBy,
  text,
} from "../../schemas.ts";
import type { Product } from "./models.ts";

export type ProductCreate = z.output<typeof ProductCreate>;
export const ProductCreate = z.strictObject({
  name: text(80).min(1),
  sku: text(40).min(1),
  price: decimal(10, 2),
  stock: z.int32().default(0),
  active: z.boolean().default(true),
  categoryIds: ids().default([]),
});

export const ProductUpdate = patchOf(ProductCreate);

export type ProductQuery = z.output<typeof ProductQuery>;
export const ProductQuery = listOf({
  sort: sortBy<Product>("name", "sku", "price", "stock", "active").default("id"),
  name: ProductUpdate.shape.name,
  sku: ProductUpdate.shape.sku,
  stock: inQuery(ProductUpdate.shape.stock),
  active: inQuery(ProductUpdate.shape.active),
});

export const ProductOut = rowOf({
  name: z.string(),
  sku: z.string(),
  price: z.string(),
  stock: z.int(),
  active: z.boolean(),
  categoryIds: z.array(z.int()),
});

export const productOut = (row: Product): z.output<typeof ProductOut> => ({
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
