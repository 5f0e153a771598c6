/** Counts requests for Prometheus. */
import { hash, timingSafeEqual } from "node:crypto";
import { METHODS } from "node:http";
import { type Request, type RequestHandler, Router } from "express";
import createError from "http-errors";
import { collectDefaultMetrics, Histogram, register } from "prom-client";
import type { Config } from "./config.ts";
import { noteMethods } from "./errors.ts";

const MOST_ROUTES = 500;

collectDefaultMetrics();

const seconds = new Histogram({
  name: "http_request_duration_seconds",
  help: "How long requests took",
  labelNames: ["method", "route", "status"],
});
const routes = new Set<string>();

export const measure: RequestHandler = (req, res, next) => {
  const stop = seconds.startTimer();
  res.once("close", () => {
    const method = METHODS.includes(req.method) ? req.method : "other";
    // Why 499: the client has gone before the answer was written.
    const status = res.writableFinished ? res.statusCode : 499;
    stop({ method, route: routeOf(req), status });
  });
  next();
};

/** The pattern of the route; `none` for paths that nobody serves. */
function routeOf({ baseUrl, originalUrl, route }: Request): string {
  if (!route) return "none";
  const own = String(route.path).split("/").filter(Boolean);
  const path = originalUrl.replace(/^\w+:\/\/[^/]*|\?.*/g, "");
  const asked = path.split("/").filter(Boolean);
  // Why not always `baseUrl`: after an error it is empty.
  const mount = baseUrl || `/${asked.slice(0, asked.length - own.length).join("/")}`;
  const pattern = `${mount.toLowerCase()}/${own.join("/")}`.replace(/^\/+|\/$/g, "");
  // Why: a router below "/:tenant" would make a label of each tenant.
  if (routes.size < MOST_ROUTES) routes.add(pattern);
  return routes.has(pattern) ? `/${pattern}` : "other";
}

// Why: how long it takes to compare must not tell how much of a token is right.
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => hash("sha256", text, "buffer");
  return timingSafeEqual(digest(one), digest(other));
}

export function metricsRouter({ METRICS_TOKEN }: Config) {
  const router = Router();

  router
    .route("/metrics")
    .get(async (req, res) => {
      const given = req.get("Authorization")?.replace(/^bearer +/i, "Bearer ") ?? "";
      if (METRICS_TOKEN && !isSame(given, `Bearer ${METRICS_TOKEN}`)) {
        throw createError(401, { headers: { "WWW-Authenticate": "Bearer" } });
      }
      res.type(register.contentType).send(await register.metrics());
    })
    .all(noteMethods);

  return router;
}
