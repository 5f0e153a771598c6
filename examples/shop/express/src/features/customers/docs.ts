import { crud, type Paths, rowSchema } from "../../openapi.ts";
import { CustomerCreate, CustomerQuery, CustomerUpdate, fields } from "./schemas.ts";

const CustomerOut = rowSchema("CustomerOut", fields);

export const paths: Paths = {
  ...crud({
    name: "Customer",
    one: "customer",
    path: "/api/customers",
    query: CustomerQuery,
    create: CustomerCreate,
    update: CustomerUpdate,
    answer: CustomerOut,
  }),
};
