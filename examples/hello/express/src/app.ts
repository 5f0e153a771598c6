/** Puts the application together. */
import express from "express";
import type { Config } from "./config.ts";
import { handleError, notFound } from "./errors.ts";
import { homeRouter } from "./home.ts";

export function createApp(config: Config) {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", config.TRUSTED_HOPS);

  app.use(homeRouter());

  // Why last: Express asks each handler in turn, so here nobody above has answered.
  app.use(notFound);
  app.use(handleError);
  return app;
}
