import * as z from "zod";
import { decimal, id, inQuery, paging, sortBy } from "../../schemas.ts";
import type { LineItem } from "./models.ts";

export const fields = {
  quantity: z.int32(),
  unitPrice: decimal(10, 2),
  orderId: id(),
  productId: id(),
};

export type LineItemCreate = z.output<typeof LineItemCreate>;
export const LineItemCreate = z.strictObject({
  ...fields,
  quantity: fields.quantity.default(1),
});

export type LineItemUpdate = z.output<typeof LineItemUpdate>;
export const LineItemUpdate = z.strictObject(fields).partial();

export type LineItemQuery = z.output<typeof LineItemQuery>;
export const LineItemQuery = z.strictObject({
  ...paging,
  sort: sortBy<LineItem>("quantity", "unitPrice").default("id"),
  quantity: inQuery(fields.quantity.optional()),
  orderId: inQuery(fields.orderId.optional()),
  productId: inQuery(fields.productId.optional()),
});

export const lineItemOut = (row: LineItem) => ({
  id: row.id,
  quantity: row.quantity,
  unitPrice: row.unitPrice,
  orderId: row.order.id,
  productId: row.product.id,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
