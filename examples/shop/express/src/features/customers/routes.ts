/**
 * The routes of customers.
 *
 * Twin: app/features/customers/routes.py
 */
import { Router } from "express";
import { methodsOnly } from "../../errors.ts";
import { body, query, rowId } from "../../http/input.ts";
import { show } from "../../http/page.ts";
import * as schemas from "./schemas.ts";
import * as service from "./service.ts";

const router = Router({ caseSensitive: true, strict: true });

router.get("/api/customers", async (req, res) => {
  const page = await service.findAll(query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

router.post("/api/customers", async (req, res) => {
  const data = await body(req, schemas.Create);
  const customer = await service.create(data);
  res.location(`/api/customers/${customer.id}`);
  res.status(201).json(schemas.row(customer));
});

router.get("/api/customers/:id", async (req, res) => {
  const customer = await service.find(rowId(req.params.id));
  res.json(schemas.row(customer));
});

router.patch("/api/customers/:id", async (req, res) => {
  const id = rowId(req.params.id);
  const data = await body(req, schemas.Update);
  const customer = await service.update(id, data);
  res.json(schemas.row(customer));
});

router.delete("/api/customers/:id", async (req, res) => {
  await service.remove(rowId(req.params.id));
  res.status(204).end();
});

export const routes = methodsOnly(router);
