import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { noteMethods } from "../../errors.ts";
import { idOf, readBody, readQuery, skipOddIds } from "../../input.ts";
import { CommentCreate, CommentQuery, CommentUpdate, commentOut } from "./schemas.ts";
import * as service from "./service.ts";

export function commentsRouter(em: EntityManager) {
  const router = Router().param("id", skipOddIds);

  router
    .route("/")
    .get(async (req, res) => {
      const page = await service.findAll(em, readQuery(req, CommentQuery));
      res.json({ ...page, items: page.items.map(commentOut) });
    })
    .post(async (req, res) => {
      const row = await service.create(em, readBody(req, CommentCreate));
      res.status(201).location(`${req.baseUrl}/${row.id}`).json(commentOut(row));
    })
    .all(noteMethods);

  router
    .route("/:id")
    .get(async (req, res) => {
      res.json(commentOut(await service.find(em, idOf(req))));
    })
    .patch(async (req, res) => {
      const data = readBody(req, CommentUpdate);
      res.json(commentOut(await service.update(em, idOf(req), data)));
    })
    .delete(async (req, res) => {
      await service.remove(em, idOf(req));
      res.status(204).end();
    })
    .all(noteMethods);

  return router;
}
