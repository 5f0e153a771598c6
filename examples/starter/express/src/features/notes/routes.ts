/**
 * The routes of notes.
 *
 * Twin: app/features/notes/routes.py
 */
import { Router } from "express";
import { methodsOnly } from "../../errors.ts";
import { body, query, rowId } from "../../http/input.ts";
import { show } from "../../http/page.ts";
import * as schemas from "./schemas.ts";
import * as service from "./service.ts";

const router = Router({ caseSensitive: true, strict: true });

router.get("/api/notes", async (req, res) => {
  const page = await service.findAll(query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

router.post("/api/notes", async (req, res) => {
  const data = await body(req, schemas.Create);
  const note = await service.create(data);
  res.location(`/api/notes/${note.id}`);
  res.status(201).json(schemas.row(note));
});

router.get("/api/notes/:id", async (req, res) => {
  const note = await service.find(rowId(req.params.id));
  res.json(schemas.row(note));
});

router.patch("/api/notes/:id", async (req, res) => {
  const id = rowId(req.params.id);
  const data = await body(req, schemas.Update);
  const note = await service.update(id, data);
  res.json(schemas.row(note));
});

router.delete("/api/notes/:id", async (req, res) => {
  await service.remove(rowId(req.params.id));
  res.status(204).end();
});

export const routes = methodsOnly(router);
