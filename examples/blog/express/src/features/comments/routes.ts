/**
 * The routes of comments.
 *
 * Twin: app/features/comments/routes.py
 */
import { Router } from "express";
import { methodsOnly } from "../../errors.ts";
import { body, query, rowId } from "../../http/input.ts";
import { show } from "../../http/page.ts";
import * as schemas from "./schemas.ts";
import * as service from "./service.ts";

const router = Router({ caseSensitive: true, strict: true });

router.get("/api/comments", async (req, res) => {
  const page = await service.findAll(query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

router.post("/api/comments", async (req, res) => {
  const data = await body(req, schemas.Create);
  const comment = await service.create(data);
  res.location(`/api/comments/${comment.id}`);
  res.status(201).json(schemas.row(comment));
});

router.get("/api/comments/:id", async (req, res) => {
  const comment = await service.find(rowId(req.params.id));
  res.json(schemas.row(comment));
});

router.patch("/api/comments/:id", async (req, res) => {
  const id = rowId(req.params.id);
  const data = await body(req, schemas.Update);
  const comment = await service.update(id, data);
  res.json(schemas.row(comment));
});

router.delete("/api/comments/:id", async (req, res) => {
  await service.remove(rowId(req.params.id));
  res.status(204).end();
});

router.get("/api/posts/:id/comments", async (req, res) => {
  const id = rowId(req.params.id);
  const page = await service.findByPost(id, query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

export const routes = methodsOnly(router);
