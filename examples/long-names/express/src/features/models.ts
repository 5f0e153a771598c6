/** All models: one statement each. */
export { A } from "./aa/models.ts";
export { PurchaseOrderLineItem } from "./purchase-order-line-items/models.ts";
export { SupplierContactPersons } from "./supplier-contact-peoples/models.ts";
