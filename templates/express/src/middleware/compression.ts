/**
 * Compresses answers that are large enough to gain from it.
 *
 * Twin: app/middleware/compression.py
 */
import library from "compression";
import type { Request, RequestHandler, Response } from "express";
import type { Config } from "../config.ts";

const TYPES = /^(application\/json|text\/(html|css|javascript))(;|$)/;
const PART = /^\s*([^\s;]+)\s*(?:;\s*q=(0(?:\.\d+)?|1(?:\.0+)?)\s*)?$/;
const CODINGS = ["br", "gzip", "identity"];

export function compression({ compression: isOn }: Config): RequestHandler {
[# concept operations.compression #]
  [# (1) #]
  const compress = library({ threshold: 1024, filter });

  return function compression(req, res, next) {
    if (!isOn) return next();
    res.vary("Accept-Encoding");
    // Why: the library would also take deflate.
    [# (3) #]
    req.headers["accept-encoding"] = best(req.get("Accept-Encoding") ?? "");
    compress(req, res, next);
  };
}
[# /concept #]

[# concept operations.compression #]
function filter(_req: Request, res: Response): boolean {
  const isGood = res.statusCode >= 200 && res.statusCode < 300;
  [# (2) #]
  return isGood && TYPES.test(String(res.get("Content-Type")));
}
[# /concept #]

/** The coding of the highest quality; of equal ones the first of ours. */
function best(accepted: string): string {
  const qualities = new Map<string, number>();
  for (const part of accepted.toLowerCase().split(",")) {
    const [, coding = "", quality = 1] = PART.exec(part) ?? [];
    qualities.set(coding, Math.max(Number(quality), qualities.get(coding) ?? 0));
  }
  // Why so little: what nobody names is good enough where nothing else is.
  const rest = (coding: string) => (coding === "identity" ? 0.0001 : 0);
  const rank = (coding: string) =>
    qualities.get(coding) ?? qualities.get("*") ?? rest(coding);
  const [first = ""] = CODINGS.toSorted((one, other) => rank(other) - rank(one));
  return rank(first) > 0 ? first : "identity";
}
