/**
 * What goes in and out of products.
 *
 * Twin: app/features/products/schemas.py
 */
import * as z from "zod";
import * as fields from "../../http/fields.ts";
import { paging } from "../../http/page.ts";
import type { Product } from "./models.ts";

const SORT = [
  "name",
  "-name",
  "sku",
  "-sku",
  "price",
  "-price",
  "stock",
  "-stock",
  "active",
  "-active",
  "createdAt",
  "-createdAt",
  "updatedAt",
  "-updatedAt",
  "id",
  "-id",
] as const;

export type Create = z.output<typeof Create>;
export const Create = z.strictObject({
  name: fields.string(80, 1),
  sku: fields.string(40, 1),
  price: fields.decimal(10, 2),
  stock: fields.integer().default(0),
  active: fields.boolean().default(true),
  categoryIds: fields.ids().default([]),
});

export type Update = z.output<typeof Update>;
export const Update = z.strictObject({
  name: fields.string(80, 1).optional(),
  sku: fields.string(40, 1).optional(),
  price: fields.decimal(10, 2).optional(),
  stock: fields.integer().optional(),
  active: fields.boolean().optional(),
  categoryIds: fields.ids().optional(),
});

export type Query = z.output<typeof Query>;
export const Query = z.strictObject({
  ...paging,
  sort: z.enum(SORT).default("id"),
  name: fields.string(80, 1).optional(),
  sku: fields.string(40, 1).optional(),
  stock: fields.typed(fields.integer()).optional(),
  active: fields.typed(fields.boolean()).optional(),
});

export const row = (product: Product) => ({
  id: product.id,
  name: product.name,
  sku: product.sku,
  price: product.price,
  stock: product.stock,
  active: product.active,
  categoryIds: fields.idsIn(product.categoryIds),
  createdAt: product.createdAt,
  updatedAt: product.updatedAt,
});
