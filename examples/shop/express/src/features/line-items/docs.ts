import { crud, type Paths, rowSchema } from "../../openapi.ts";
import { fields, LineItemCreate, LineItemQuery, LineItemUpdate } from "./schemas.ts";

const LineItemOut = rowSchema("LineItemOut", fields);

export const paths: Paths = {
  ...crud({
    name: "LineItem",
    one: "line item",
    path: "/api/line-items",
    query: LineItemQuery,
    create: LineItemCreate,
    update: LineItemUpdate,
    answer: LineItemOut,
    lists: {
      "/api/orders/{id}/line-items": "List line items of order",
      "/api/products/{id}/line-items": "List line items of product",
    },
  }),
};
