import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { noteMethods } from "../../errors.ts";
import { idOf, readBody, readQuery, skipOddIds } from "../../input.ts";
import { NoteCreate, NoteQuery, NoteUpdate, noteOut } from "./schemas.ts";
import * as service from "./service.ts";

export function notesRouter(em: EntityManager) {
  const router = Router().param("id", skipOddIds);

  router
    .route("/")
    .get(async (req, res) => {
      const page = await service.findAll(em, readQuery(req, NoteQuery));
      res.json({ ...page, items: page.items.map(noteOut) });
    })
    .post(async (req, res) => {
      const row = await service.create(em, readBody(req, NoteCreate));
      res.status(201).location(`${req.baseUrl}/${row.id}`).json(noteOut(row));
    })
    .all(noteMethods);

  router
    .route("/:id")
    .get(async (req, res) => {
      res.json(noteOut(await service.find(em, idOf(req))));
    })
    .patch(async (req, res) => {
      res.json(noteOut(await service.update(em, idOf(req), readBody(req, NoteUpdate))));
    })
    .delete(async (req, res) => {
      await service.remove(em, idOf(req));
      res.status(204).end();
    })
    .all(noteMethods);

  return router;
}
