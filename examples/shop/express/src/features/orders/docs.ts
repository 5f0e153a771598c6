import { crud } from "../../openapi.ts";
import * as schemas from "./schemas.ts";

export const paths = crud("/api/orders", "order", "Order", schemas, {
  "/api/customers/{id}/orders": "List orders of customer",
});
