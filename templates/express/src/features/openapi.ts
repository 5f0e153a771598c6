/**
 * Serves the description of the API.
 *
 * Twin: app/features/openapi.py
 */
import { readFileSync } from "node:fs";
import { Router } from "express";
import { methodsOnly } from "../errors.ts";

[# concept output.openapi #]
[# (1) #]
const DOCUMENT = readFileSync(new URL("../../openapi.json", import.meta.url));
[# /concept #]
const router = Router({ caseSensitive: true, strict: true });

[# concept output.openapi #]
router.get("/openapi.json", (_req, res) => {
  [# (2) #]
  res.type("json").send(DOCUMENT);
});
[# /concept #]

export const routes = methodsOnly(router);
