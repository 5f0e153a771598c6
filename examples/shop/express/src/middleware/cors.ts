/**
 * Says which pages of other origins may call the API.
 *
 * Twin: app/middleware/cors.py
 */
import library from "cors";
import type { Request, RequestHandler } from "express";
import type { Config } from "../config.ts";

const EXPOSED = ["Location", "RateLimit", "RateLimit-Policy", "Retry-After"];
const SHARED = {
  exposedHeaders: [...EXPOSED, "X-Request-Id"],
  methods: [],
  allowedHeaders: [],
  preflightContinue: true,
};
const PREFLIGHT = {
  ...SHARED,
  methods: ["GET", "HEAD", "POST", "PATCH", "DELETE"],
  allowedHeaders: ["Content-Type", "X-Request-Id"],
  maxAge: 600,
};

export function cors({ corsOrigins, compression }: Config): RequestHandler {
  const isForAll = corsOrigins.includes("*");
  const share = library<Request>((req, done) => {
    const origin = isForAll ? "*" : corsOrigins.includes(req.get("Origin") ?? "");
    done(null, { ...(isPreflight(req) ? PREFLIGHT : SHARED), origin });
  });

  return function cors(req, res, next) {
    if (corsOrigins.length === 0) return next();
    // Why not left to the library: it says so to allowed origins only.
    if (!isForAll) res.vary("Origin");
    share(req, res, () => {
      if (!isPreflight(req)) return next();
      // Why here: a preflight is answered before it comes to the compression.
      if (compression) res.vary("Accept-Encoding");
      res.status(204).end();
    });
  };
}

function isPreflight(req: Request): boolean {
  const { method, headers } = req;
  const asks = "origin" in headers && "access-control-request-method" in headers;
  return method === "OPTIONS" && asks;
}
