/**
 * The routes of aa.
 *
 * Twin: app/features/aa/routes.py
 */
import { Router } from "express";
import { methodsOnly } from "../../errors.ts";
import { body, query, rowId } from "../../http/input.ts";
import { show } from "../../http/page.ts";
import * as purchaseOrderLineItems from "../purchase-order-line-items/schemas.ts";
import * as schemas from "./schemas.ts";
import * as service from "./service.ts";

const router = Router({ caseSensitive: true, strict: true });

router.get("/api/aa", async (req, res) => {
  const page = await service.findAll(query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

router.post("/api/aa", async (req, res) => {
  const data = await body(req, schemas.Create);
  const a = await service.create(data);
  res.location(`/api/aa/${a.id}`);
  res.status(201).json(schemas.row(a));
});

router.get("/api/aa/:id", async (req, res) => {
  const a = await service.find(rowId(req.params.id));
  res.json(schemas.row(a));
});

router.patch("/api/aa/:id", async (req, res) => {
  const id = rowId(req.params.id);
  const data = await body(req, schemas.Update);
  const a = await service.update(id, data);
  res.json(schemas.row(a));
});

router.delete("/api/aa/:id", async (req, res) => {
  await service.remove(rowId(req.params.id));
  res.status(204).end();
});

router.get("/api/aa/:id/d", async (req, res) => {
  const id = rowId(req.params.id);
  const page = await service.findD(id, query(req, purchaseOrderLineItems.Query));
  res.json(show(page, purchaseOrderLineItems.row));
});

router.get("/api/purchase-order-line-items/:id/aa", async (req, res) => {
  const id = rowId(req.params.id);
  const page = await service.findByC(id, query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

router.get("/api/purchase-order-line-items/:id/aa-as-d", async (req, res) => {
  const id = rowId(req.params.id);
  const page = await service.findByD(id, query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

export const routes = methodsOnly(router);
