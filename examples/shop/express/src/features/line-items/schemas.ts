import * as z from "zod";
import { decimal, id, inQuery, listOf, patchOf, rowOf, sortBy } from "../../schemas.ts";
import type { LineItem } from "./models.ts";

export type LineItemCreate = z.output<typeof LineItemCreate>;
export const LineItemCreate = z.strictObject({
  quantity: z.int32().default(1),
  unitPrice: decimal(10, 2),
  orderId: id(),
  productId: id(),
});

export const LineItemUpdate = patchOf(LineItemCreate);

export type LineItemQuery = z.output<typeof LineItemQuery>;
export const LineItemQuery = listOf({
  sort: sortBy<LineItem>("quantity", "unitPrice").default("id"),
  quantity: inQuery(LineItemUpdate.shape.quantity),
  orderId: inQuery(LineItemUpdate.shape.orderId),
  productId: inQuery(LineItemUpdate.shape.productId),
});

export const LineItemOut = rowOf({
  quantity: z.int(),
  unitPrice: z.string(),
  orderId: z.int(),
  productId: z.int(),
});

export const lineItemOut = (row: LineItem): z.output<typeof LineItemOut> => ({
  id: row.id,
  quantity: row.quantity,
  unitPrice: row.unitPrice,
  orderId: row.order.id,
  productId: row.product.id,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
