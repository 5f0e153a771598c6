/**
 * Serves the description of the API.
 *
 * Twin: app/features/openapi.py
 */
import { readFileSync } from "node:fs";
import { Router } from "express";
import { methodsOnly } from "../errors.ts";

const DOCUMENT = readFileSync(new URL("../../openapi.json", import.meta.url));
const router = Router({ caseSensitive: true, strict: true });

router.get("/openapi.json", (_req, res) => {
  res.type("json").send(DOCUMENT);
});

export const routes = methodsOnly(router);
