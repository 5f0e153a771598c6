/** Puts the application together. */
import type { EntityManager } from "@mikro-orm/sql";
import express from "express";
import type { Config } from "./config.ts";
import { openSession } from "./db.ts";
import { translateDbErrors } from "./dbErrors.ts";
import { handleError, notFound } from "./errors.ts";
import { apiRouter } from "./features/index.ts";
import { homeRouter } from "./home.ts";

export function createApp(config: Config, em: EntityManager) {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", config.TRUSTED_HOPS);

  app.use(express.json({ limit: config.MAX_CONTENT_LENGTH, strict: false }));
  app.use(openSession(em));

  app.use(homeRouter(em));
  app.use("/api", apiRouter(em));

  // Why last: Express asks each handler in turn, so here nobody above has answered.
  app.use(notFound);
  app.use(translateDbErrors);
  app.use(handleError);
  return app;
}
