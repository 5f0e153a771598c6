/**
 * What goes in and out of line items.
 *
 * Twin: app/features/line_items/schemas.py
 */
import * as z from "zod";
import * as fields from "../../http/fields.ts";
import { paging } from "../../http/page.ts";
import type { LineItem } from "./models.ts";

const SORT = [
  "quantity",
  "-quantity",
  "unitPrice",
  "-unitPrice",
  "createdAt",
  "-createdAt",
  "updatedAt",
  "-updatedAt",
  "id",
  "-id",
] as const;

export type Create = z.output<typeof Create>;
export const Create = z.strictObject({
  quantity: fields.integer().default(1),
  unitPrice: fields.decimal(10, 2),
  orderId: fields.id(),
  productId: fields.id(),
});

export type Update = z.output<typeof Update>;
export const Update = z.strictObject({
  quantity: fields.integer().optional(),
  unitPrice: fields.decimal(10, 2).optional(),
  orderId: fields.id().optional(),
  productId: fields.id().optional(),
});

export type Query = z.output<typeof Query>;
export const Query = z.strictObject({
  ...paging,
  sort: z.enum(SORT).default("id"),
  quantity: fields.typed(fields.integer()).optional(),
  orderId: fields.typed(fields.id()).optional(),
  productId: fields.typed(fields.id()).optional(),
});

export const row = (lineItem: LineItem) => ({
  id: lineItem.id,
  quantity: lineItem.quantity,
  unitPrice: lineItem.unitPrice,
  orderId: lineItem.orderId,
  productId: lineItem.productId,
  createdAt: lineItem.createdAt,
  updatedAt: lineItem.updatedAt,
});
