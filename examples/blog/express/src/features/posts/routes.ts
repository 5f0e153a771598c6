/**
 * The routes of posts.
 *
 * Twin: app/features/posts/routes.py
 */
import { Router } from "express";
import { methodsOnly } from "../../errors.ts";
import { body, query, rowId } from "../../http/input.ts";
import { show } from "../../http/page.ts";
import * as tags from "../tags/schemas.ts";
import * as schemas from "./schemas.ts";
import * as service from "./service.ts";

const router = Router({ caseSensitive: true, strict: true });

router.get("/api/posts", async (req, res) => {
  const page = await service.findAll(query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

router.post("/api/posts", async (req, res) => {
  const data = await body(req, schemas.Create);
  const post = await service.create(data);
  res.location(`/api/posts/${post.id}`);
  res.status(201).json(schemas.row(post));
});

router.get("/api/posts/:id", async (req, res) => {
  const post = await service.find(rowId(req.params.id));
  res.json(schemas.row(post));
});

router.patch("/api/posts/:id", async (req, res) => {
  const id = rowId(req.params.id);
  const data = await body(req, schemas.Update);
  const post = await service.update(id, data);
  res.json(schemas.row(post));
});

router.delete("/api/posts/:id", async (req, res) => {
  await service.remove(rowId(req.params.id));
  res.status(204).end();
});

router.get("/api/posts/:id/tags", async (req, res) => {
  const id = rowId(req.params.id);
  const page = await service.findTags(id, query(req, tags.Query));
  res.json(show(page, tags.row));
});

router.get("/api/tags/:id/posts", async (req, res) => {
  const id = rowId(req.params.id);
  const page = await service.findByTags(id, query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

export const routes = methodsOnly(router);
