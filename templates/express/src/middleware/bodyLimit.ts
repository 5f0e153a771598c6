/**
 * Refuses a body that says itself that it is too large.
 *
 * Why only that: bodies without a length are counted where they are read.
 *
 * Twin: app/middleware/body_limit.py
 */
import type { RequestHandler } from "express";
import type { Config } from "../config.ts";
import { tooLarge } from "../http/json.ts";

export function bodyLimit({ bodyLimit: limit }: Config): RequestHandler {
[# concept protection.body_limit #]
  return function bodyLimit(req, _res, next) {
    [# (3) #]
    if (Number(req.get("Content-Length")) > limit) throw tooLarge(limit);
    next();
  };
[# /concept #]
}
