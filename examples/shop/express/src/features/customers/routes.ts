import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { noteMethods } from "../../errors.ts";
import { idOf, readBody, readQuery, skipOddIds } from "../../input.ts";
import { OrderQuery, orderOut } from "../orders/schemas.ts";
import * as ordersService from "../orders/service.ts";
import {
  CustomerCreate,
  CustomerQuery,
  CustomerUpdate,
  customerOut,
} from "./schemas.ts";
import * as service from "./service.ts";

export function customersRouter(em: EntityManager) {
  const router = Router().param("id", skipOddIds);

  router
    .route("/")
    .get(async (req, res) => {
      const page = await service.findAll(em, readQuery(req, CustomerQuery));
      res.json({ ...page, items: page.items.map(customerOut) });
    })
    .post(async (req, res) => {
      const row = await service.create(em, readBody(req, CustomerCreate));
      res.status(201).location(`${req.baseUrl}/${row.id}`).json(customerOut(row));
    })
    .all(noteMethods);

  router
    .route("/:id")
    .get(async (req, res) => {
      res.json(customerOut(await service.find(em, idOf(req))));
    })
    .patch(async (req, res) => {
      const data = readBody(req, CustomerUpdate);
      res.json(customerOut(await service.update(em, idOf(req), data)));
    })
    .delete(async (req, res) => {
      await service.remove(em, idOf(req));
      res.status(204).end();
    })
    .all(noteMethods);

  router
    .route("/:id/orders")
    .get(async (req, res) => {
      const query = readQuery(req, OrderQuery);
      const page = await ordersService.findAll(em, query, { customer: idOf(req) });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(orderOut) });
    })
    .all(noteMethods);

  return router;
}
