import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { noteMethods } from "../../errors.ts";
import { idOf, readBody, readQuery, skipOddIds } from "../../input.ts";
import { ProductQuery, productOut } from "../products/schemas.ts";
import * as productsService from "../products/service.ts";
import {
  CategoryCreate,
  CategoryQuery,
  CategoryUpdate,
  categoryOut,
} from "./schemas.ts";
import * as service from "./service.ts";

export function categoriesRouter(em: EntityManager) {
  const router = Router().param("id", skipOddIds);

  router
    .route("/")
    .get(async (req, res) => {
      const page = await service.findAll(em, readQuery(req, CategoryQuery));
      res.json({ ...page, items: page.items.map(categoryOut) });
    })
    .post(async (req, res) => {
      const row = await service.create(em, readBody(req, CategoryCreate));
      res.status(201).location(`${req.baseUrl}/${row.id}`).json(categoryOut(row));
    })
    .all(noteMethods);

  router
    .route("/:id")
    .get(async (req, res) => {
      res.json(categoryOut(await service.find(em, idOf(req))));
    })
    .patch(async (req, res) => {
      const data = readBody(req, CategoryUpdate);
      res.json(categoryOut(await service.update(em, idOf(req), data)));
    })
    .delete(async (req, res) => {
      await service.remove(em, idOf(req));
      res.status(204).end();
    })
    .all(noteMethods);

  router
    .route("/:id/categories")
    .get(async (req, res) => {
      const query = readQuery(req, CategoryQuery);
      const page = await service.findAll(em, query, { parent: idOf(req) });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(categoryOut) });
    })
    .all(noteMethods);

  router
    .route("/:id/products")
    .get(async (req, res) => {
      const query = readQuery(req, ProductQuery);
      const page = await productsService.findAll(em, query, { categories: idOf(req) });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(productOut) });
    })
    .all(noteMethods);

  return router;
}
