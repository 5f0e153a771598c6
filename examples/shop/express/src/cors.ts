/** Lets pages of the origins in CORS_ORIGINS call the API. */
import cors from "cors";
import type { Request } from "express";
import type { Config } from "./config.ts";

const EXPOSED = ["Location", "Retry-After", "X-Request-Id"];

export function allowOrigins({ CORS_ORIGINS: origins }: Config) {
  const options = {
    origin: origins.includes("*") ? "*" : origins.length > 0 && origins,
    exposedHeaders: EXPOSED,
    maxAge: 600,
    optionsSuccessStatus: 200,
  };
  return cors<Request>((req, callback) => {
    // Why: a browser asks without what signs a user in; other OPTIONS are for routes.
    const preflightContinue = !req.get("Access-Control-Request-Method");
    callback(null, { ...options, preflightContinue });
  });
}
