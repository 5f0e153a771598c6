/** All resources: one import and one statement each. */
import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { categoriesRouter } from "./categories/routes.ts";
import { customersRouter } from "./customers/routes.ts";
import { lineItemsRouter } from "./line-items/routes.ts";
import { ordersRouter } from "./orders/routes.ts";
import { productsRouter } from "./products/routes.ts";

export function apiRouter(em: EntityManager) {
  const router = Router();
  router.use("/categories", categoriesRouter(em));
  router.use("/customers", customersRouter(em));
  router.use("/line-items", lineItemsRouter(em));
  router.use("/orders", ordersRouter(em));
  router.use("/products", productsRouter(em));
  return router;
}
