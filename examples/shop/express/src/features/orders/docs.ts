import { crud, type Paths, rowSchema } from "../../openapi.ts";
import { fields, OrderCreate, OrderQuery, OrderUpdate } from "./schemas.ts";

const OrderOut = rowSchema("OrderOut", fields);

export const paths: Paths = {
  ...crud({
    name: "Order",
    one: "order",
    path: "/api/orders",
    query: OrderQuery,
    create: OrderCreate,
    update: OrderUpdate,
    answer: OrderOut,
    lists: { "/api/customers/{id}/orders": "List orders of customer" },
  }),
};
