/**
 * The routes of tags.
 *
 * Twin: app/features/tags/routes.py
 */
import { Router } from "express";
import { methodsOnly } from "../../errors.ts";
import { body, query, rowId } from "../../http/input.ts";
import { show } from "../../http/page.ts";
import * as schemas from "./schemas.ts";
import * as service from "./service.ts";

const router = Router({ caseSensitive: true, strict: true });

router.get("/api/tags", async (req, res) => {
  const page = await service.findAll(query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

router.post("/api/tags", async (req, res) => {
  const data = await body(req, schemas.Create);
  const tag = await service.create(data);
  res.location(`/api/tags/${tag.id}`);
  res.status(201).json(schemas.row(tag));
});

router.get("/api/tags/:id", async (req, res) => {
  const tag = await service.find(rowId(req.params.id));
  res.json(schemas.row(tag));
});

router.patch("/api/tags/:id", async (req, res) => {
  const id = rowId(req.params.id);
  const data = await body(req, schemas.Update);
  const tag = await service.update(id, data);
  res.json(schemas.row(tag));
});

router.delete("/api/tags/:id", async (req, res) => {
  await service.remove(rowId(req.params.id));
  res.status(204).end();
});

export const routes = methodsOnly(router);
