import { crud } from "../../openapi.ts";
import * as schemas from "./schemas.ts";

export const paths = crud("/api/line-items", "line item", "LineItem", schemas, {
  "/api/orders/{id}/line-items": "List line items of order",
  "/api/products/{id}/line-items": "List line items of product",
});
