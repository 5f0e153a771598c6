/** Every error is a problem document (RFC 9457). */
import { STATUS_CODES } from "node:http";
import type { ErrorRequestHandler, RequestHandler } from "express";
import createError from "http-errors";

// Why: RFC 9110 gave them other names.
const TITLES: Record<number, string | undefined> = {
  ...STATUS_CODES,
  413: "Content Too Large",
  422: "Unprocessable Content",
};

export interface FieldError {
  in: string;
  pointer: string;
  code: string;
  detail: string;
}

/** A refusal that names the fields it is about. */
export class FieldErrors extends Error {
  readonly expose = true;
  readonly status: number;
  readonly errors: FieldError[] | undefined;

  constructor(status: number, message: string, errors: FieldError[]) {
    super(message);
    this.status = status;
    this.errors = errors.length > 0 ? errors : undefined;
  }
}

/** Ends a route: notes the methods that it has, for the case that nobody answers. */
export const noteMethods: RequestHandler = (req, res, next) => {
  const { _all, ...methods } = req.route.methods;
  if (methods.get) methods.head = true;
  res.locals.allowed = { ...res.locals.allowed, ...methods };
  next();
};

export const notFound: RequestHandler = (req, res) => {
  const { allowed } = res.locals;
  if (!allowed) throw createError(404);
  res.set("Allow", Object.keys(allowed).sort().join(", ").toUpperCase());
  if (req.method !== "OPTIONS") throw createError(405);
  res.end();
};

// Why four: Express knows an error handler by them.
export const handleError: ErrorRequestHandler = (thrown, _req, res, _next) => {
  if (res.headersSent) {
    res.destroy();
    return res.req.log.error(thrown);
  }
  const { expose, syscall } = Object(thrown);
  const { headers = {} } = createError.isHttpError(thrown) ? thrown : {};
  const { status, message } = createError(thrown);
  // Why not only 500: what the client of another service threw may have a status, too.
  const isOwn = typeof expose === "boolean" || thrown instanceof URIError;
  if (status >= 500 || !isOwn) res.err = thrown;
  // Why not the words of the system: they tell where the files are.
  const isPublic = expose === true && !syscall;
  const detail = isPublic && message !== STATUS_CODES[status] ? message : undefined;
  const errors = thrown instanceof FieldErrors ? thrown.errors : undefined;
  const title = TITLES[status];
  const problem = { type: "about:blank", title, status, detail, errors };
  res.status(status).set(headers).type("application/problem+json").json(problem);
};
