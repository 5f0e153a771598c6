import { crud } from "../../openapi.ts";
import * as schemas from "./schemas.ts";

export const paths = crud("/api/products", "product", "Product", schemas, {
  "/api/categories/{id}/products": "List products of category",
});
