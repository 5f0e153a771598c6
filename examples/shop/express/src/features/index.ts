/**
 * Everything the application can do, one statement each.
 *
 * Twin: app/features/__init__.py
 */
import type { Express } from "express";
import * as categories from "./categories/routes.ts";
import * as customers from "./customers/routes.ts";
import * as docs from "./docs.ts";
import * as health from "./health.ts";
import * as lineItems from "./line-items/routes.ts";
import * as metrics from "./metrics.ts";
import * as openapi from "./openapi.ts";
import * as orders from "./orders/routes.ts";
import * as products from "./products/routes.ts";

export function initFeatures(app: Express): void {
  app.use(health.routes);
  app.use(openapi.routes);
  app.use(docs.routes);
  app.use(metrics.routes);
  app.use(categories.routes);
  app.use(customers.routes);
  app.use(lineItems.routes);
  app.use(orders.routes);
  app.use(products.routes);
}
