/**
 * The routes of categories.
 *
 * Twin: app/features/categories/routes.py
 */
import { Router } from "express";
import { methodsOnly } from "../../errors.ts";
import { body, query, rowId } from "../../http/input.ts";
import { show } from "../../http/page.ts";
import * as schemas from "./schemas.ts";
import * as service from "./service.ts";

const router = Router({ caseSensitive: true, strict: true });

router.get("/api/categories", async (req, res) => {
  const page = await service.findAll(query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

router.post("/api/categories", async (req, res) => {
  const data = await body(req, schemas.Create);
  const category = await service.create(data);
  res.location(`/api/categories/${category.id}`);
  res.status(201).json(schemas.row(category));
});

router.get("/api/categories/:id", async (req, res) => {
  const category = await service.find(rowId(req.params.id));
  res.json(schemas.row(category));
});

router.patch("/api/categories/:id", async (req, res) => {
  const id = rowId(req.params.id);
  const data = await body(req, schemas.Update);
  const category = await service.update(id, data);
  res.json(schemas.row(category));
});

router.delete("/api/categories/:id", async (req, res) => {
  await service.remove(rowId(req.params.id));
  res.status(204).end();
});

router.get("/api/categories/:id/categories", async (req, res) => {
  const id = rowId(req.params.id);
  const page = await service.findByParent(id, query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

export const routes = methodsOnly(router);
