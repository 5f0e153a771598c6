/**
 * The routes of line items.
 *
 * Twin: app/features/line_items/routes.py
 */
import { Router } from "express";
import { methodsOnly } from "../../errors.ts";
import { body, query, rowId } from "../../http/input.ts";
import { show } from "../../http/page.ts";
import * as schemas from "./schemas.ts";
import * as service from "./service.ts";

const router = Router({ caseSensitive: true, strict: true });

router.get("/api/line-items", async (req, res) => {
  const page = await service.findAll(query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

router.post("/api/line-items", async (req, res) => {
  const data = await body(req, schemas.Create);
  const lineItem = await service.create(data);
  res.location(`/api/line-items/${lineItem.id}`);
  res.status(201).json(schemas.row(lineItem));
});

router.get("/api/line-items/:id", async (req, res) => {
  const lineItem = await service.find(rowId(req.params.id));
  res.json(schemas.row(lineItem));
});

router.patch("/api/line-items/:id", async (req, res) => {
  const id = rowId(req.params.id);
  const data = await body(req, schemas.Update);
  const lineItem = await service.update(id, data);
  res.json(schemas.row(lineItem));
});

router.delete("/api/line-items/:id", async (req, res) => {
  await service.remove(rowId(req.params.id));
  res.status(204).end();
});

router.get("/api/orders/:id/line-items", async (req, res) => {
  const id = rowId(req.params.id);
  const page = await service.findByOrder(id, query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

router.get("/api/products/:id/line-items", async (req, res) => {
  const id = rowId(req.params.id);
  const page = await service.findByProduct(id, query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

export const routes = methodsOnly(router);
