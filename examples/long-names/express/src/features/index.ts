/** All resources: one import and one statement each. */
import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { aaRouter } from "./aa/routes.ts";
import { purchaseOrderLineItemsRouter } from "./purchase-order-line-items/routes.ts";
import { supplierContactPeoplesRouter } from "./supplier-contact-peoples/routes.ts";

export function apiRouter(em: EntityManager) {
  const router = Router();
  router.use("/aa", aaRouter(em));
  router.use("/purchase-order-line-items", purchaseOrderLineItemsRouter(em));
  router.use("/supplier-contact-peoples", supplierContactPeoplesRouter(em));
  return router;
}
