/** Logs one line of JSON per event; in a request each line has its id. */
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import { type Logger, pino, stdTimeFunctions } from "pino";
import { pinoHttp } from "pino-http";
import type { Config } from "./config.ts";

const requestIds = new AsyncLocalStorage<string>();

export const log: Logger = pino({
  base: null,
  formatters: { level: (level) => ({ level }) },
  timestamp: stdTimeFunctions.isoTime,
  // Why: there a driver writes the statement, with what people typed in.
  redact: { paths: ["err.sql", "err.detail"], remove: true },
  // Why not for children: `req.log` has the id already.
  mixin: (_line, _level, logger) =>
    logger === log ? { requestId: requestIds.getStore() } : {},
});

export function logRequests({ LOG_LEVEL }: Config): RequestHandler {
  log.level = LOG_LEVEL;
  const logRequest = pinoHttp<Request, Response>({
    logger: log,
    genReqId: idOf,
    quietReqLogger: true,
    quietResLogger: true,
    customAttributeKeys: { reqId: "requestId" },
    customLogLevel: (_req, { statusCode }) => (statusCode < 500 ? "info" : "error"),
    customSuccessMessage: () => "request",
    customErrorMessage: () => "request",
    customSuccessObject: describe,
    customErrorObject: (req, res, err, line) => ({ ...describe(req, res, line), err }),
  });
  return (req, res, next) => {
    logRequest(req, res);
    requestIds.run(String(req.id), next);
  };
}

function idOf(req: Request, res: Response): string {
  const given = req.get("X-Request-Id") ?? "";
  const id = /^[A-Za-z0-9-]{8,64}$/.test(given) ? given : randomUUID();
  res.set("X-Request-Id", id);
  return id;
}

// Why so little: headers and queries have what signs a user in.
function describe(req: Request, res: Response, times: { responseTime: number }) {
  const path = req.originalUrl.split("?")[0];
  // Why 499: the client has gone before the answer was written.
  const status = res.writableFinished ? res.statusCode : 499;
  return { method: req.method, path, status, ms: times.responseTime };
}
