/** What a person sees first, and what tells whether the application can serve. */
import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { noteMethods } from "./errors.ts";

const TITLE = "Shop";
const LINKS = [
  "/docs/",
  "/api/categories",
  "/api/customers",
  "/api/line-items",
  "/api/orders",
  "/api/products",
  "/healthz",
  "/readyz",
  "/openapi.json",
];
const ITEMS = LINKS.map((link) => `<li><a href="${link}">${link}</a></li>`).join("");
const HEAD = `<meta charset="utf-8"><title>${TITLE}</title>`;
const BODY = `<h1>${TITLE}</h1><ul>${ITEMS}</ul>`;
const PAGE = `<!doctype html><html lang="en">${HEAD}${BODY}</html>`;

export function homeRouter(em: EntityManager) {
  const router = Router();

  router
    .route("/")
    .get((_req, res) => {
      const json = () => res.json({ title: TITLE, links: LINKS });
      res.format({ html: () => res.send(PAGE), json, default: json });
    })
    .all(noteMethods);

  router
    .route("/healthz")
    .get((_req, res) => {
      res.json({ status: "ok" });
    })
    .all(noteMethods);

  // Why one for all who ask: no limit counts them, and others need the connections.
  let check: Promise<unknown> | undefined;
  router
    .route("/readyz")
    .get(async (_req, res) => {
      check ??= em.execute("select 1").finally(() => {
        check = undefined;
      });
      await check;
      res.json({ status: "ok" });
    })
    .all(noteMethods);

  return router;
}
