/**
 * Everything the application can do, one statement each.
 *
 * Twin: app/features/__init__.py
 */
import type { Express } from "express";
import * as aa from "./aa/routes.ts";
import * as health from "./health.ts";
import * as openapi from "./openapi.ts";
import * as purchaseOrderLineItems from "./purchase-order-line-items/routes.ts";
import * as supplierContactPeoples from "./supplier-contact-peoples/routes.ts";

export function initFeatures(app: Express): void {
  app.use(health.routes);
  app.use(openapi.routes);
  app.use(aa.routes);
  app.use(purchaseOrderLineItems.routes);
  app.use(supplierContactPeoples.routes);
}
