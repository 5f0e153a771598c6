/**
 * Limits how many requests a client may send.
 *
 * Twin: app/middleware/rate_limit.py
 */
import { isIP } from "node:net";
import type { Request, RequestHandler } from "express";
import { ipKeyGenerator, rateLimit as library } from "express-rate-limit";
import type { Config } from "../config.ts";
import { Problem } from "../errors.ts";
import { log } from "../logging.ts";
import { counters } from "./counters.ts";
import { plain } from "./plainPath.ts";

const UNCOUNTED = new Set(["/healthz", "/readyz"]);

// Milliseconds in which nobody is counted after that has failed.
const PAUSE = 1000;

export function rateLimit(config: Config): RequestHandler {
  const count = config.rateLimit > 0 ? limiter(config) : undefined;
  let pauseEnds = 0;

  return function rateLimit(req, res, next) {
    if (!count || performance.now() < pauseEnds) return next();
    count(req, res, (error) => {
      if (!error || error instanceof Problem) return next(error);
      // Why not an answer: a limiter must not be what takes a service down.
      pauseEnds = performance.now() + PAUSE;
      const place = { requestId: res.get("X-Request-Id"), path: req.path };
      log.warn({ msg: "rate limit", ...place, error: error.message });
      next();
    });
  };
}

function limiter(config: Config): RequestHandler {
  const { rateLimit: limit, rateLimitSeconds: seconds } = config;
  const detail = `The limit is ${limit} requests in ${seconds} seconds.`;
  return library({
    limit,
    windowMs: seconds * 1000,
    skip: ({ path }) => UNCOUNTED.has(plain(path)),
    keyGenerator: client,
    store: counters(config),
    standardHeaders: "draft-8",
    legacyHeaders: false,
    identifier: "default",
    handler: (_req, _res, next) => next(new Problem(429, detail)),
    // Why none: they warn of headers that clients send, and that have no effect here.
    validate: false,
  });
}

/** An IPv4 address, or the first 56 bits of an IPv6 address. */
function client(req: Request): string {
  // Why trimmed: a tab is white space of HTTP, and Express leaves it.
  const ip = (req.ip ?? "").trim();
  // Why: a trusted proxy may have passed on something else.
  return ipKeyGenerator(isIP(ip) ? ip : (req.socket.remoteAddress ?? ""), 56);
}
