/**
 * Writes one line per request.
 *
 * Twin: app/middleware/access_log.py
 */
import type { RequestHandler } from "express";
import { log } from "../logging.ts";

export const accessLog: RequestHandler = (req, res, next) => {
  const started = performance.now();
  // Why "close": it also comes when the client has hung up.
  res.on("close", () => {
    log.info({
      msg: "request",
      requestId: res.get("X-Request-Id"),
      method: req.method,
      path: req.path,
      status: res.statusCode,
      ms: Math.round(performance.now() - started),
    });
  });
  next();
};
