import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { noteMethods } from "../../errors.ts";
import { idOf, readBody, readQuery, skipOddIds } from "../../input.ts";
import { CommentQuery, commentOut } from "../comments/schemas.ts";
import * as commentsService from "../comments/service.ts";
import { TagQuery, tagOut } from "../tags/schemas.ts";
import * as tagsService from "../tags/service.ts";
import { PostCreate, PostQuery, PostUpdate, postOut } from "./schemas.ts";
import * as service from "./service.ts";

export function postsRouter(em: EntityManager) {
  const router = Router().param("id", skipOddIds);

  router
    .route("/")
    .get(async (req, res) => {
      const page = await service.findAll(em, readQuery(req, PostQuery));
      res.json({ ...page, items: page.items.map(postOut) });
    })
    .post(async (req, res) => {
      const row = await service.create(em, readBody(req, PostCreate));
      res.status(201).location(`${req.baseUrl}/${row.id}`).json(postOut(row));
    })
    .all(noteMethods);

  router
    .route("/:id")
    .get(async (req, res) => {
      res.json(postOut(await service.find(em, idOf(req))));
    })
    .patch(async (req, res) => {
      res.json(postOut(await service.update(em, idOf(req), readBody(req, PostUpdate))));
    })
    .delete(async (req, res) => {
      await service.remove(em, idOf(req));
      res.status(204).end();
    })
    .all(noteMethods);

  router
    .route("/:id/tags")
    .get(async (req, res) => {
      const query = readQuery(req, TagQuery);
      const page = await tagsService.findAll(em, query, { posts: idOf(req) });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(tagOut) });
    })
    .all(noteMethods);

  router
    .route("/:id/comments")
    .get(async (req, res) => {
      const query = readQuery(req, CommentQuery);
      const page = await commentsService.findAll(em, query, { post: idOf(req) });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(commentOut) });
    })
    .all(noteMethods);

  return router;
}
