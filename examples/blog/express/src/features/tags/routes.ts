import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { noteMethods } from "../../errors.ts";
import { idOf, readBody, readQuery, skipOddIds } from "../../input.ts";
import { PostQuery, postOut } from "../posts/schemas.ts";
import * as postsService from "../posts/service.ts";
import { TagCreate, TagQuery, TagUpdate, tagOut } from "./schemas.ts";
import * as service from "./service.ts";

export function tagsRouter(em: EntityManager) {
  const router = Router().param("id", skipOddIds);

  router
    .route("/")
    .get(async (req, res) => {
      const page = await service.findAll(em, readQuery(req, TagQuery));
      res.json({ ...page, items: page.items.map(tagOut) });
    })
    .post(async (req, res) => {
      const row = await service.create(em, readBody(req, TagCreate));
      res.status(201).location(`${req.baseUrl}/${row.id}`).json(tagOut(row));
    })
    .all(noteMethods);

  router
    .route("/:id")
    .get(async (req, res) => {
      res.json(tagOut(await service.find(em, idOf(req))));
    })
    .patch(async (req, res) => {
      res.json(tagOut(await service.update(em, idOf(req), readBody(req, TagUpdate))));
    })
    .delete(async (req, res) => {
      await service.remove(em, idOf(req));
      res.status(204).end();
    })
    .all(noteMethods);

  router
    .route("/:id/posts")
    .get(async (req, res) => {
      const query = readQuery(req, PostQuery);
      const page = await postsService.findAll(em, query, { tags: idOf(req) });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(postOut) });
    })
    .all(noteMethods);

  return router;
}
