/** Ends guessing: so many attempts in a quarter of an hour, in each process. */
import type { Request } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import createError from "http-errors";

const clientOf = ({ ip = "" }: Request) => ipKeyGenerator(ip);
const emailOf = ({ body, res }: Request) =>
  String(body?.email ?? res?.locals.account).toLowerCase();

// Why two: nobody is locked out by another, and nobody tries one password on all.
export const perAccount = limited(10, (req) => `${clientOf(req)} ${emailOf(req)}`);
export const perClient = limited(100, clientOf);

function limited(limit: number, keyGenerator: (req: Request) => string) {
  return rateLimit({
    limit,
    windowMs: 15 * 60_000,
    keyGenerator,
    handler: (_req, _res, next) => next(createError(429)),
    // Why: headers that a client sends for fun would be logged as a mistake of ours.
    validate: { forwardedHeader: false, ip: false, xForwardedForHeader: false },
  });
}
