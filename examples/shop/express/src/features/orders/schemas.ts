/**
 * What goes in and out of orders.
 *
 * Twin: app/features/orders/schemas.py
 */
import * as z from "zod";
import * as fields from "../../http/fields.ts";
import { paging } from "../../http/page.ts";
import type { Order } from "./models.ts";

const STATUS = ["open", "paid", "shipped", "cancelled"] as const;
const SORT = [
  "placedOn",
  "-placedOn",
  "status",
  "-status",
  "createdAt",
  "-createdAt",
  "updatedAt",
  "-updatedAt",
  "id",
  "-id",
] as const;

export type Create = z.output<typeof Create>;
export const Create = z.strictObject({
  placedOn: fields.date(),
  status: z.enum(STATUS).default("open"),
  note: fields.text().nullable().default(null),
  customerId: fields.id(),
});

export type Update = z.output<typeof Update>;
export const Update = z.strictObject({
  placedOn: fields.date().optional(),
  status: z.enum(STATUS).optional(),
  note: fields.text().nullable().optional(),
  customerId: fields.id().optional(),
});

export type Query = z.output<typeof Query>;
export const Query = z.strictObject({
  ...paging,
  sort: z.enum(SORT).default("id"),
  placedOn: fields.date().optional(),
  status: z.enum(STATUS).optional(),
  customerId: fields.typed(fields.id()).optional(),
});

export const row = (order: Order) => ({
  id: order.id,
  placedOn: order.placedOn,
  status: order.status,
  note: order.note,
  customerId: order.customerId,
  createdAt: order.createdAt,
  updatedAt: order.updatedAt,
});
