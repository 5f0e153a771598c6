/**
 * Counts requests and measures how long they take.
 *
 * Twin: app/middleware/metrics.py
 */
import type { Request, RequestHandler, Response } from "express";
import onHeaders from "on-headers";
import { Counter, Histogram } from "prom-client";
import { plain } from "./plainPath.ts";

const METHODS = new Set(
  "CONNECT DELETE GET HEAD OPTIONS PATCH POST PUT TRACE".split(" "),
);
const labelNames = ["method", "route", "status"];

const requests = new Counter({
  name: "http_requests_total",
  help: "Requests answered.",
  labelNames,
});
const durations = new Histogram({
  name: "http_request_duration_seconds",
  help: "Seconds from a request to its answer.",
  labelNames,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

export const metrics: RequestHandler = (req, res, next) => {
  const started = performance.now();
  onHeaders(res, () => {
    if (plain(req.path) === "/metrics") return;
    const labels = label(req, res);
    requests.inc(labels);
    durations.observe(labels, (performance.now() - started) / 1000);
  });
  next();
};

/** Why no paths: a client could name as many as it likes, and each would be kept. */
function label({ method, route }: Request, { statusCode }: Response) {
  const path: string = statusCode === 405 ? "" : (route?.path ?? "");
  return {
    method: METHODS.has(method) ? method : "other",
    route: path.replace(/:(\w+)/g, "{$1}") || "none",
    status: statusCode,
  };
}
