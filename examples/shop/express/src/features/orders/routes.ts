import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { noteMethods } from "../../errors.ts";
import { idOf, readBody, readQuery, skipOddIds } from "../../input.ts";
import { LineItemQuery, lineItemOut } from "../line-items/schemas.ts";
import * as lineItemsService from "../line-items/service.ts";
import { OrderCreate, OrderQuery, OrderUpdate, orderOut } from "./schemas.ts";
import * as service from "./service.ts";

export function ordersRouter(em: EntityManager) {
  const router = Router().param("id", skipOddIds);

  router
    .route("/")
    .get(async (req, res) => {
      const page = await service.findAll(em, readQuery(req, OrderQuery));
      res.json({ ...page, items: page.items.map(orderOut) });
    })
    .post(async (req, res) => {
      const row = await service.create(em, readBody(req, OrderCreate));
      res.status(201).location(`${req.baseUrl}/${row.id}`).json(orderOut(row));
    })
    .all(noteMethods);

  router
    .route("/:id")
    .get(async (req, res) => {
      res.json(orderOut(await service.find(em, idOf(req))));
    })
    .patch(async (req, res) => {
      const data = readBody(req, OrderUpdate);
      res.json(orderOut(await service.update(em, idOf(req), data)));
    })
    .delete(async (req, res) => {
      await service.remove(em, idOf(req));
      res.status(204).end();
    })
    .all(noteMethods);

  router
    .route("/:id/line-items")
    .get(async (req, res) => {
      const query = readQuery(req, LineItemQuery);
      const page = await lineItemsService.findAll(em, query, { order: idOf(req) });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(lineItemOut) });
    })
    .all(noteMethods);

  return router;
}
