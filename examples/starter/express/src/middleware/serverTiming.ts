/**
 * Says in development how long an answer took.
 *
 * Twin: app/middleware/server_timing.py
 */
import type { RequestHandler } from "express";
import onHeaders from "on-headers";
import type { Config } from "../config.ts";

export function serverTiming({ env }: Config): RequestHandler {
  return function serverTiming(_req, res, next) {
    if (env !== "development") return next();
    const started = performance.now();
    onHeaders(res, () => {
      const duration = (performance.now() - started).toFixed(1);
      res.setHeader("Server-Timing", `app;dur=${duration}`);
    });
    next();
  };
}
