/**
 * Answers every error in one shape, RFC 9457.
 *
 * Twin: app/errors.py
 */
import { DriverException } from "@mikro-orm/core";
import type { ErrorRequestHandler, Express, Response, Router } from "express";
import { isLost } from "./dialect.ts";
import { log, stack } from "./logging.ts";

// Why not node:http's: Python, Node and the RFCs name some of these differently.
const TITLES: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

export interface FieldError {
  in: "body" | "query";
  pointer: string;
  code: string;
  detail: string;
}

export class Problem extends Error {
  readonly status: number;
  readonly detail: string | undefined;
  readonly errors: FieldError[] | undefined;

  constructor(status: number, detail?: string, errors?: FieldError[]) {
    super(detail ?? TITLES[status]);
    this.status = status;
    this.detail = detail;
    this.errors = errors?.sort(byPointer);
  }
}

// Why bytes: they sort as code points do, JavaScript's strings sort otherwise.
function byPointer(one: FieldError, other: FieldError): number {
  return Buffer.compare(Buffer.from(one.pointer), Buffer.from(other.pointer));
}

[# concept errors.handler #]
export function initErrors(app: Express): void {
  app.use(notFound);
  [# (1) #]
  app.use(handle);
}

// Why four: Express knows an error handler by them.
const handle: ErrorRequestHandler = (error, req, res, _next) => {
  [# (3) #]
  if (error instanceof Problem) return send(res, error);
  // Why 404: a path that cannot be decoded names nothing.
  if (error instanceof URIError) return send(res, new Problem(404));

  const place = { requestId: res.get("X-Request-Id"), path: req.path };
  if (error instanceof DriverException && isLost(error)) {
    log.error({ msg: "database", ...place, error: reason(error) });
    return send(res, new Problem(503, "The database does not answer."));
  }
  log.error({ msg: "unhandled", ...place, stack: stack(error) });
  [# (2) #]
  send(res, new Problem(500));
};
[# /concept #]

// Why not always the message: to its own, MariaDB's driver adds the statement.
function reason(error: Error & { sqlMessage?: string }): string {
  return error.sqlMessage ?? error.message;
}

function send(res: Response, { status, detail, errors }: Problem): void {
  // Why: what has begun cannot become another answer; so it gets no end.
[# concept errors.handler #]
  if (res.headersSent) {
    [# (4) #]
    res.destroy();
    return;
  }
[# /concept #]
  const problem = {
    type: "about:blank",
    title: TITLES[status],
    status,
    detail,
    errors,
  };

  // Why: what comes too late of this request would be taken for the next one.
  if (status === 408) res.set("Connection", "close");
  res.status(status).setHeader("Content-Type", "application/problem+json");
  // Why bytes: to text Express would add a charset.
  res.send(Buffer.from(JSON.stringify(problem)));
}

[# concept errors.not_found #]
function notFound(): void {
  [# (1) #]
  throw new Problem(404);
}
[# /concept #]

/**
 * Answers 405 to the methods that a router's paths do not have. Call it last.
 *
 * Why: Express answers 404 to a wrong method, and OPTIONS by itself.
 */
[# concept errors.not_found #]
export function methodsOnly(router: Router): Router {
  const allowed = new Map<string, Set<string>>();
  for (const { route } of router.stack) {
    if (!route) continue;
    const methods = allowed.get(route.path) ?? new Set();
    for (const { method } of route.stack) methods.add(method.toUpperCase());
    [# (3) #]
    if (methods.has("GET")) methods.add("HEAD");
    allowed.set(route.path, methods);
  }
  for (const [path, methods] of allowed) {
    [# (2) #]
    router.all(path, (_req, res) => {
      res.set("Allow", [...methods].sort().join(", "));
      throw new Problem(405);
    });
  }
  return router;
}
[# /concept #]
