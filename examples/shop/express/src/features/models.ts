/** All models: one statement each. */
export { Category } from "./categories/models.ts";
export { Customer } from "./customers/models.ts";
export { LineItem } from "./line-items/models.ts";
export { Order } from "./orders/models.ts";
export { Product } from "./products/models.ts";
