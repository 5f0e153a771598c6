/**
 * The routes of products.
 *
 * Twin: app/features/products/routes.py
 */
import { Router } from "express";
import { methodsOnly } from "../../errors.ts";
import { body, query, rowId } from "../../http/input.ts";
import { show } from "../../http/page.ts";
import * as categories from "../categories/schemas.ts";
import * as schemas from "./schemas.ts";
import * as service from "./service.ts";

const router = Router({ caseSensitive: true, strict: true });

router.get("/api/products", async (req, res) => {
  const page = await service.findAll(query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

router.post("/api/products", async (req, res) => {
  const data = await body(req, schemas.Create);
  const product = await service.create(data);
  res.location(`/api/products/${product.id}`);
  res.status(201).json(schemas.row(product));
});

router.get("/api/products/:id", async (req, res) => {
  const product = await service.find(rowId(req.params.id));
  res.json(schemas.row(product));
});

router.patch("/api/products/:id", async (req, res) => {
  const id = rowId(req.params.id);
  const data = await body(req, schemas.Update);
  const product = await service.update(id, data);
  res.json(schemas.row(product));
});

router.delete("/api/products/:id", async (req, res) => {
  await service.remove(rowId(req.params.id));
  res.status(204).end();
});

router.get("/api/products/:id/categories", async (req, res) => {
  const id = rowId(req.params.id);
  const page = await service.findCategories(id, query(req, categories.Query));
  res.json(show(page, categories.row));
});

router.get("/api/categories/:id/products", async (req, res) => {
  const id = rowId(req.params.id);
  const page = await service.findByCategories(id, query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

export const routes = methodsOnly(router);
