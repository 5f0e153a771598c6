/**
 * Puts the application together.
 *
 * Twin: app/__init__.py
 */
import type { MikroORM } from "@mikro-orm/core";
import express, { type Express } from "express";
import type { Config } from "./config.ts";
import { initErrors } from "./errors.ts";
import { initFeatures } from "./features/index.ts";
import { initInput } from "./http/input.ts";
import { initLogging } from "./logging.ts";
import { initMiddleware } from "./middleware/index.ts";

/** `init` registers what the application can do; tests add to it. */
export function createApp(config: Config, orm: MikroORM, init = initFeatures): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  // Why: without an ETag nothing is fresh, but Express takes `If-None-Match: *` so.
  Object.defineProperty(app.request, "fresh", { value: false });

  initLogging(config);
  initInput(app, config);
  initMiddleware(app, orm);
  init(app);

  // Why last: Express asks each handler in turn, so "not found" means nobody
  // above answered. Flask looks error handlers up by type; order is free there.
  initErrors(app);

  return app;
}
