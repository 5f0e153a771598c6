/**
 * Tells browsers what they must not do with an answer.
 *
 * Twin: app/middleware/security_headers.py
 */
import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Config } from "../config.ts";

const POLICY = {
  defaultSrc: "'none'",
  baseUri: "'none'",
  connectSrc: "'self'",
  formAction: "'self'",
  frameAncestors: "'none'",
  imgSrc: ["'self'", "data:"],
  scriptSrc: "'self'",
  styleSrc: "'self'",
};

[# concept protection.headers #]
export function securityHeaders({ hstsSeconds }: Config): RequestHandler {
  [# (1) #]
  const protect = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    frameguard: { action: "deny" },
    [# (2) #]
    hsts: hstsSeconds > 0 && { maxAge: hstsSeconds },
  });
  return function securityHeaders(req, res, next) {
    [# (3) #]
    protect(req, res, next);
  };
}
[# /concept #]
