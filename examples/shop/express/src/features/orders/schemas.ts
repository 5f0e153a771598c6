import * as z from "zod";
import {
  date,
  id,
  inQuery,
  listOf,
  patchOf,
  rowOf,
  sortBy,
  text,
} from "../../schemas.ts";
import type { Order } from "./models.ts";

export type OrderCreate = z.output<typeof OrderCreate>;
export const OrderCreate = z.strictObject({
  placedOn: date(),
  status: z.enum(["open", "paid", "shipped", "cancelled"]).default("open"),
  note: text(16_000).nullable().default(null),
  customerId: id(),
});

export const OrderUpdate = patchOf(OrderCreate);

export type OrderQuery = z.output<typeof OrderQuery>;
export const OrderQuery = listOf({
  sort: sortBy<Order>("placedOn", "status").default("id"),
  placedOn: OrderUpdate.shape.placedOn,
  status: OrderUpdate.shape.status,
  customerId: inQuery(OrderUpdate.shape.customerId),
});

export const OrderOut = rowOf({
  placedOn: z.iso.date(),
  status: z.enum(["open", "paid", "shipped", "cancelled"]),
  note: z.string().nullable(),
  customerId: z.int(),
});

export const orderOut = (row: Order): z.output<typeof OrderOut> => ({
  id: row.id,
  placedOn: row.placedOn,
  status: row.status,
  note: row.note ?? null,
  customerId: row.customer.id,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
