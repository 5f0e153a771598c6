/**
 * Writes one line per request.
 *
 * Twin: app/middleware/access_log.py
 */
import type { RequestHandler } from "express";
import onHeaders from "on-headers";
import { log } from "../logging.ts";
import { plain } from "./plainPath.ts";

export const accessLog: RequestHandler = (req, res, next) => {
  const started = performance.now();
  // Why not "finish" or "close": who hangs up before would be told of as answered.
  onHeaders(res, () => {
    log.info({
      msg: "request",
      requestId: res.get("X-Request-Id"),
      method: req.method,
      path: plain(req.path),
      status: res.statusCode,
      ms: Math.round(performance.now() - started),
    });
  });
  next();
};
