/** What all resources say about themselves: one statement each. */
export * as categories from "./categories/docs.ts";
export * as customers from "./customers/docs.ts";
export * as lineItems from "./line-items/docs.ts";
export * as orders from "./orders/docs.ts";
export * as products from "./products/docs.ts";
