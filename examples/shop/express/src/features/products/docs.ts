import { crud, type Paths, rowSchema } from "../../openapi.ts";
import { fields, ProductCreate, ProductQuery, ProductUpdate } from "./schemas.ts";

const ProductOut = rowSchema("ProductOut", fields);

export const paths: Paths = {
  ...crud({
    name: "Product",
    one: "product",
    path: "/api/products",
    query: ProductQuery,
    create: ProductCreate,
    update: ProductUpdate,
    answer: ProductOut,
    lists: { "/api/categories/{id}/products": "List products of category" },
  }),
};
