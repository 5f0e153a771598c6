/**
 * Everything the application can do, one statement each.
 *
 * Twin: app/features/__init__.py
 */
import type { Express } from "express";
import * as comments from "./comments/routes.ts";
import * as docs from "./docs.ts";
import * as health from "./health.ts";
import * as openapi from "./openapi.ts";
import * as posts from "./posts/routes.ts";
import * as tags from "./tags/routes.ts";

export function initFeatures(app: Express): void {
  app.use(health.routes);
  app.use(openapi.routes);
  app.use(docs.routes);
  app.use(comments.routes);
  app.use(posts.routes);
  app.use(tags.routes);
}
