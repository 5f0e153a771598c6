import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { noteMethods } from "../../errors.ts";
import { idOf, readBody, readQuery, skipOddIds } from "../../input.ts";
import { CategoryQuery, categoryOut } from "../categories/schemas.ts";
import * as categoriesService from "../categories/service.ts";
import { LineItemQuery, lineItemOut } from "../line-items/schemas.ts";
import * as lineItemsService from "../line-items/service.ts";
import { ProductCreate, ProductQuery, ProductUpdate, productOut } from "./schemas.ts";
import * as service from "./service.ts";

export function productsRouter(em: EntityManager) {
  const router = Router().param("id", skipOddIds);

  router
    .route("/")
    .get(async (req, res) => {
      const page = await service.findAll(em, readQuery(req, ProductQuery));
      res.json({ ...page, items: page.items.map(productOut) });
    })
    .post(async (req, res) => {
      const row = await service.create(em, readBody(req, ProductCreate));
      res.status(201).location(`${req.baseUrl}/${row.id}`).json(productOut(row));
    })
    .all(noteMethods);

  router
    .route("/:id")
    .get(async (req, res) => {
      res.json(productOut(await service.find(em, idOf(req))));
    })
    .patch(async (req, res) => {
      const data = readBody(req, ProductUpdate);
      res.json(productOut(await service.update(em, idOf(req), data)));
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
      const page = await categoriesService.findAll(em, query, { products: idOf(req) });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(categoryOut) });
    })
    .all(noteMethods);

  router
    .route("/:id/line-items")
    .get(async (req, res) => {
      const query = readQuery(req, LineItemQuery);
      const page = await lineItemsService.findAll(em, query, { product: idOf(req) });
      // Why only then: what has rows is there.
      if (page.total === 0) await service.find(em, idOf(req));
      res.json({ ...page, items: page.items.map(lineItemOut) });
    })
    .all(noteMethods);

  return router;
}
