import { crud, type Paths, rowSchema } from "../../openapi.ts";
import { CategoryCreate, CategoryQuery, CategoryUpdate, fields } from "./schemas.ts";

const CategoryOut = rowSchema("CategoryOut", fields);

export const paths: Paths = {
  ...crud({
    name: "Category",
    one: "category",
    path: "/api/categories",
    query: CategoryQuery,
    create: CategoryCreate,
    update: CategoryUpdate,
    answer: CategoryOut,
    lists: {
      "/api/categories/{id}/categories": "List categories of category",
      "/api/products/{id}/categories": "List categories of product",
    },
  }),
};
