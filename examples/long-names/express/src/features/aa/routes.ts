import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { noteMethods } from "../../errors.ts";
import { idOf, readBody, readQuery, skipOddIds } from "../../input.ts";
import {
  PurchaseOrderLineItemQuery,
  purchaseOrderLineItemOut,
} from "../purchase-order-line-items/schemas.ts";
import * as purchaseOrderLineItemsService from "../purchase-order-line-items/service.ts";
import { ACreate, AQuery, AUpdate, aOut } from "./schemas.ts";
import * as service from "./service.ts";

export function aaRouter(em: EntityManager) {
  const router = Router().param("id", skipOddIds);

  router
    .route("/")
    .get(async (req, res) => {
      const page = await service.findAll(em, readQuery(req, AQuery));
      res.json({ ...page, items: page.items.map(aOut) });
    })
    .post(async (req, res) => {
      const row = await service.create(em, readBody(req, ACreate));
      res.status(201).location(`${req.baseUrl}/${row.id}`).json(aOut(row));
    })
    .all(noteMethods);

  router
    .route("/:id")
    .get(async (req, res) => {
      res.json(aOut(await service.find(em, idOf(req))));
    })
    .patch(async (req, res) => {
      res.json(aOut(await service.update(em, idOf(req), readBody(req, AUpdate))));
    })
    .delete(async (req, res) => {
      await service.remove(em, idOf(req));
      res.status(204).end();
    })
    .all(noteMethods);

  router
    .route("/:id/d")
    .get(async (req, res) => {
      const query = readQuery(req, PurchaseOrderLineItemQuery);
      const page = await purchaseOrderLineItemsService.findAll(em, query, {
        aaAsD: idOf(req),
      });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(purchaseOrderLineItemOut) });
    })
    .all(noteMethods);

  router
    .route("/:id/purchase-order-line-items")
    .get(async (req, res) => {
      const query = readQuery(req, PurchaseOrderLineItemQuery);
      const page = await purchaseOrderLineItemsService.findAll(em, query, {
        e: idOf(req),
      });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(purchaseOrderLineItemOut) });
    })
    .all(noteMethods);

  return router;
}
