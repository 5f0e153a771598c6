/**
 * Writes one line per request.
 *
 * Twin: app/middleware/access_log.py
 */
import type { RequestHandler } from "express";
import { log } from "../logging.ts";

[# concept middleware.context #]
export const accessLog: RequestHandler = (req, res, next) => {
  [# (1) #]
  const started = performance.now();
  // Why "close": it also comes when the client has hung up.
  [# (2) #]
  res.on("close", () => {
    log.info({
      msg: "request",
      requestId: res.get("X-Request-Id"),
      [# (3) #]
      method: req.method,
      path: req.path,
      status: res.statusCode,
      ms: Math.round(performance.now() - started),
    });
  });
  next();
};
[# /concept #]
