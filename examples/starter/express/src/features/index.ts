/**
 * Everything the application can do, one statement each.
 *
 * Twin: app/features/__init__.py
 */
import type { Express } from "express";
import * as docs from "./docs.ts";
import * as health from "./health.ts";
import * as notes from "./notes/routes.ts";
import * as openapi from "./openapi.ts";

export function initFeatures(app: Express): void {
  app.use(health.routes);
  app.use(openapi.routes);
  app.use(docs.routes);
  app.use(notes.routes);
}
