/**
 * The routes of orders.
 *
 * Twin: app/features/orders/routes.py
 */
import { Router } from "express";
import { methodsOnly } from "../../errors.ts";
import { body, query, rowId } from "../../http/input.ts";
import { show } from "../../http/page.ts";
import * as schemas from "./schemas.ts";
import * as service from "./service.ts";

const router = Router({ caseSensitive: true, strict: true });

router.get("/api/orders", async (req, res) => {
  const page = await service.findAll(query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

router.post("/api/orders", async (req, res) => {
  const data = await body(req, schemas.Create);
  const order = await service.create(data);
  res.location(`/api/orders/${order.id}`);
  res.status(201).json(schemas.row(order));
});

router.get("/api/orders/:id", async (req, res) => {
  const order = await service.find(rowId(req.params.id));
  res.json(schemas.row(order));
});

router.patch("/api/orders/:id", async (req, res) => {
  const id = rowId(req.params.id);
  const data = await body(req, schemas.Update);
  const order = await service.update(id, data);
  res.json(schemas.row(order));
});

router.delete("/api/orders/:id", async (req, res) => {
  await service.remove(rowId(req.params.id));
  res.status(204).end();
});

router.get("/api/customers/:id/orders", async (req, res) => {
  const id = rowId(req.params.id);
  const page = await service.findByCustomer(id, query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

export const routes = methodsOnly(router);
