import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { noteMethods } from "../../errors.ts";
import { idOf, readBody, readQuery, skipOddIds } from "../../input.ts";
import {
  LineItemCreate,
  LineItemQuery,
  LineItemUpdate,
  lineItemOut,
} from "./schemas.ts";
import * as service from "./service.ts";

export function lineItemsRouter(em: EntityManager) {
  const router = Router().param("id", skipOddIds);

  router
    .route("/")
    .get(async (req, res) => {
      const page = await service.findAll(em, readQuery(req, LineItemQuery));
      res.json({ ...page, items: page.items.map(lineItemOut) });
    })
    .post(async (req, res) => {
      const row = await service.create(em, readBody(req, LineItemCreate));
      res.status(201).location(`${req.baseUrl}/${row.id}`).json(lineItemOut(row));
    })
    .all(noteMethods);

  router
    .route("/:id")
    .get(async (req, res) => {
      res.json(lineItemOut(await service.find(em, idOf(req))));
    })
    .patch(async (req, res) => {
      const data = readBody(req, LineItemUpdate);
      res.json(lineItemOut(await service.update(em, idOf(req), data)));
    })
    .delete(async (req, res) => {
      await service.remove(em, idOf(req));
      res.status(204).end();
    })
    .all(noteMethods);

  return router;
}
