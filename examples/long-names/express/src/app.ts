/**
 * Puts the application together.
 *
 * Twin: app/__init__.py
 */
import express, { type Express } from "express";
import type { Config } from "./config.ts";
import { type Database, session } from "./db.ts";
import { initErrors } from "./errors.ts";
import { initFeatures } from "./features/index.ts";
import { initInput } from "./http/input.ts";
import { initLogging } from "./logging.ts";
import { accessLog } from "./middleware/accessLog.ts";
import { bodyLimit } from "./middleware/bodyLimit.ts";
import { compression } from "./middleware/compression.ts";
import { cors } from "./middleware/cors.ts";
import { plainPath } from "./middleware/plainPath.ts";
import { rateLimit } from "./middleware/rateLimit.ts";
import { requestId } from "./middleware/requestId.ts";
import { securityHeaders } from "./middleware/securityHeaders.ts";
import { serverTiming } from "./middleware/serverTiming.ts";

/** `init` registers what the application can do; tests add to it. */
export function createApp(config: Config, db: Database, init = initFeatures): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", config.trustedHops);
  app.set("config", config);
  // Why: without an ETag nothing is fresh, but Express takes `If-None-Match: *` so.
  Object.defineProperty(app.request, "fresh", { value: false });
  initLogging(config);
  initInput(app);

  // Everything that happens around a request, in this order.
  app.use(requestId);
  app.use(accessLog);
  app.use(serverTiming(config));
  app.use(securityHeaders(config));
  app.use(cors(config));
  app.use(compression(config));
  app.use(bodyLimit(config));
  app.use(rateLimit(config));
  app.use(plainPath);
  app.use(session(db));

  init(app);

  // Why last: Express asks each handler in turn, so "not found" means nobody
  // above answered. Flask looks error handlers up by type; order is free there.
  initErrors(app);

  return app;
}
