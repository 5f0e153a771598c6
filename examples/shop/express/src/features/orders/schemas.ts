import * as z from "zod";
import { date, id, inQuery, paging, sortBy, text } from "../../schemas.ts";
import type { Order } from "./models.ts";

export const fields = {
  placedOn: date(),
  status: z.enum(["open", "paid", "shipped", "cancelled"]),
  note: text(16_000).nullable(),
  customerId: id(),
};

export type OrderCreate = z.output<typeof OrderCreate>;
export const OrderCreate = z.strictObject({
  ...fields,
  status: fields.status.default("open"),
  note: fields.note.default(null),
});

export type OrderUpdate = z.output<typeof OrderUpdate>;
export const OrderUpdate = z.strictObject(fields).partial();

export type OrderQuery = z.output<typeof OrderQuery>;
export const OrderQuery = z.strictObject({
  ...paging,
  sort: sortBy<Order>("placedOn", "status").default("id"),
  placedOn: fields.placedOn.optional(),
  status: fields.status.optional(),
  customerId: inQuery(fields.customerId.optional()),
});

export const orderOut = (row: Order) => ({
  id: row.id,
  placedOn: row.placedOn,
  status: row.status,
  note: row.note ?? null,
  customerId: row.customer.id,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
