import { crud } from "../../openapi.ts";
import * as schemas from "./schemas.ts";

export const paths = crud("/api/categories", "category", "Category", schemas, {
  "/api/categories/{id}/categories": "List categories of category",
  "/api/products/{id}/categories": "List categories of product",
});
