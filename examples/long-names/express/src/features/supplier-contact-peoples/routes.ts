import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { noteMethods } from "../../errors.ts";
import { idOf, readBody, readQuery, skipOddIds } from "../../input.ts";
import {
  PurchaseOrderLineItemQuery,
  purchaseOrderLineItemOut,
} from "../purchase-order-line-items/schemas.ts";
import * as purchaseOrderLineItemsService from "../purchase-order-line-items/service.ts";
import {
  SupplierContactPersonsCreate,
  SupplierContactPersonsQuery,
  SupplierContactPersonsUpdate,
  supplierContactPersonsOut,
} from "./schemas.ts";
import * as service from "./service.ts";

export function supplierContactPeoplesRouter(em: EntityManager) {
  const router = Router().param("id", skipOddIds);

  router
    .route("/")
    .get(async (req, res) => {
      const query = readQuery(req, SupplierContactPersonsQuery);
      const page = await service.findAll(em, query);
      res.json({ ...page, items: page.items.map(supplierContactPersonsOut) });
    })
    .post(async (req, res) => {
      const row = await service.create(em, readBody(req, SupplierContactPersonsCreate));
      res.status(201).location(`${req.baseUrl}/${row.id}`);
      res.json(supplierContactPersonsOut(row));
    })
    .all(noteMethods);

  router
    .route("/:id")
    .get(async (req, res) => {
      res.json(supplierContactPersonsOut(await service.find(em, idOf(req))));
    })
    .patch(async (req, res) => {
      const data = readBody(req, SupplierContactPersonsUpdate);
      res.json(supplierContactPersonsOut(await service.update(em, idOf(req), data)));
    })
    .delete(async (req, res) => {
      await service.remove(em, idOf(req));
      res.status(204).end();
    })
    .all(noteMethods);

  router
    .route("/:id/purchase-order-line-items")
    .get(async (req, res) => {
      const query = readQuery(req, PurchaseOrderLineItemQuery);
      const page = await purchaseOrderLineItemsService.findAll(em, query, {
        supplierResponsibleMan: idOf(req),
      });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(purchaseOrderLineItemOut) });
    })
    .all(noteMethods);

  return router;
}
