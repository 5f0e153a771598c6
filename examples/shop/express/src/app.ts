/** Puts the application together. */
import type { EntityManager } from "@mikro-orm/sql";
import express from "express";
import { compress } from "./compression.ts";
import type { Config } from "./config.ts";
import { allowOrigins } from "./cors.ts";
import { openSession } from "./db.ts";
import { translateDbErrors } from "./dbErrors.ts";
import { docsRouter } from "./docs.ts";
import { handleError, notFound } from "./errors.ts";
import { apiRouter } from "./features/index.ts";
import { homeRouter } from "./home.ts";
import { limitRate, type Redis } from "./limits.ts";
import { logRequests } from "./logs.ts";
import { measure, metricsRouter } from "./metrics.ts";
import { setSecurityHeaders } from "./security.ts";

export function createApp(config: Config, em: EntityManager, redis: Redis) {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", config.TRUSTED_HOPS);

  app.use(logRequests(config));
  app.use(measure);
  app.use(setSecurityHeaders);
  app.use(allowOrigins(config));
  app.use(compress);
  app.use(limitRate(config, redis));
  app.use(express.json({ limit: config.MAX_CONTENT_LENGTH, strict: false }));
  app.use(openSession(em));

  app.use(homeRouter(em));
  app.use(metricsRouter(config));
  app.use(docsRouter());
  app.use("/api", apiRouter(em));

  // Why last: Express asks each handler in turn, so here nobody above has answered.
  app.use(notFound);
  app.use(translateDbErrors);
  app.use(handleError);
  return app;
}
