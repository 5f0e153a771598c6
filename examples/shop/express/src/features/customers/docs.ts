import { crud } from "../../openapi.ts";
import * as schemas from "./schemas.ts";

export const paths = crud("/api/customers", "customer", "Customer", schemas);
