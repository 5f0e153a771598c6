/**
 * The routes of supplier contact peoples.
 *
 * Twin: app/features/supplier_contact_peoples/routes.py
 */
import { Router } from "express";
import { methodsOnly } from "../../errors.ts";
import { body, query, rowId } from "../../http/input.ts";
import { show } from "../../http/page.ts";
import * as schemas from "./schemas.ts";
import * as service from "./service.ts";

const router = Router({ caseSensitive: true, strict: true });

router.get("/api/supplier-contact-peoples", async (req, res) => {
  const page = await service.findAll(query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

router.post("/api/supplier-contact-peoples", async (req, res) => {
  const data = await body(req, schemas.Create);
  const supplierContactPersons = await service.create(data);
  res.location(`/api/supplier-contact-peoples/${supplierContactPersons.id}`);
  res.status(201).json(schemas.row(supplierContactPersons));
});

router.get("/api/supplier-contact-peoples/:id", async (req, res) => {
  const supplierContactPersons = await service.find(rowId(req.params.id));
  res.json(schemas.row(supplierContactPersons));
});

router.patch("/api/supplier-contact-peoples/:id", async (req, res) => {
  const id = rowId(req.params.id);
  const data = await body(req, schemas.Update);
  const supplierContactPersons = await service.update(id, data);
  res.json(schemas.row(supplierContactPersons));
});

router.delete("/api/supplier-contact-peoples/:id", async (req, res) => {
  await service.remove(rowId(req.params.id));
  res.status(204).end();
});

export const routes = methodsOnly(router);
