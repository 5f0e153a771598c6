/** The API document and a page that shows it; `npm run openapi` prints it. */
import { resolve } from "node:path";
import express, { Router } from "express";
import { noteMethods } from "./errors.ts";
import * as features from "./features/docs.ts";
import { describe } from "./openapi.ts";

const PAGE = resolve(import.meta.dirname, "../docs");
const document = describe("Shop", Object.values(features));

export function docsRouter() {
  const router = Router();

  router
    .route("/openapi.json")
    .get((_req, res) => {
      res.json(document);
    })
    .all(noteMethods);
  router.use("/docs", express.static(PAGE));

  return router;
}

if (import.meta.main) console.log(JSON.stringify(document, null, 2));
