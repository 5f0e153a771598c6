import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { noteMethods } from "../../errors.ts";
import { idOf, readBody, readQuery, skipOddIds } from "../../input.ts";
import { AQuery, aOut } from "../aa/schemas.ts";
import * as aaService from "../aa/service.ts";
import {
  PurchaseOrderLineItemCreate,
  PurchaseOrderLineItemQuery,
  PurchaseOrderLineItemUpdate,
  purchaseOrderLineItemOut,
} from "./schemas.ts";
import * as service from "./service.ts";

export function purchaseOrderLineItemsRouter(em: EntityManager) {
  const router = Router().param("id", skipOddIds);

  router
    .route("/")
    .get(async (req, res) => {
      const query = readQuery(req, PurchaseOrderLineItemQuery);
      const page = await service.findAll(em, query);
      res.json({ ...page, items: page.items.map(purchaseOrderLineItemOut) });
    })
    .post(async (req, res) => {
      const row = await service.create(em, readBody(req, PurchaseOrderLineItemCreate));
      res.status(201).location(`${req.baseUrl}/${row.id}`);
      res.json(purchaseOrderLineItemOut(row));
    })
    .all(noteMethods);

  router
    .route("/:id")
    .get(async (req, res) => {
      res.json(purchaseOrderLineItemOut(await service.find(em, idOf(req))));
    })
    .patch(async (req, res) => {
      const data = readBody(req, PurchaseOrderLineItemUpdate);
      res.json(purchaseOrderLineItemOut(await service.update(em, idOf(req), data)));
    })
    .delete(async (req, res) => {
      await service.remove(em, idOf(req));
      res.status(204).end();
    })
    .all(noteMethods);

  router
    .route("/:id/e")
    .get(async (req, res) => {
      const query = readQuery(req, AQuery);
      const page = await aaService.findAll(em, query, {
        purchaseOrderLineItems: idOf(req),
      });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(aOut) });
    })
    .all(noteMethods);

  router
    .route("/:id/aa")
    .get(async (req, res) => {
      const query = readQuery(req, AQuery);
      const page = await aaService.findAll(em, query, { c: idOf(req) });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(aOut) });
    })
    .all(noteMethods);

  router
    .route("/:id/aa-as-d")
    .get(async (req, res) => {
      const query = readQuery(req, AQuery);
      const page = await aaService.findAll(em, query, { d: idOf(req) });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(aOut) });
    })
    .all(noteMethods);

  router
    .route("/:id/purchase-order-line-items")
    .get(async (req, res) => {
      const query = readQuery(req, PurchaseOrderLineItemQuery);
      const page = await service.findAll(em, query, {
        theParentOfThisItems: idOf(req),
      });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(purchaseOrderLineItemOut) });
    })
    .all(noteMethods);

  return router;
}
