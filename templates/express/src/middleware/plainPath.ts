/**
 * Writes a path the plain way: `/api/%70osts` becomes `/api/posts`.
 *
 * Why: both are the same (RFC 3986, section 6.2.2.2), but Express compares the text
 * of a path.
 *
 * Twin: app/middleware/plain_path.py
 */
import type { RequestHandler } from "express";
import { Problem } from "../errors.ts";

// Why: read as `/` and NUL, they would make another path; so none is known that has them.
const MISREAD = /%2f|%00/i;
const UNRESERVED = /[A-Za-z0-9._~-]/;

[# concept routing.paths #]
export const plainPath: RequestHandler = (req, _res, next) => {
  const [path = "", ...query] = req.url.split("?");
  if (MISREAD.test(path)) throw new Problem(404);
  [# (1) #]
  req.url = [plain(path), ...query].join("?");
  next();
};

export function plain(path: string): string {
  return path.replace(/%[0-9A-Fa-f]{2}/g, (encoded) => {
    const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
    [# (2) #]
    return UNRESERVED.test(character) ? character : encoded;
  });
}
[# /concept #]
