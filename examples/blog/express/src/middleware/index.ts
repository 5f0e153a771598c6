/**
 * Everything that happens around a request, in this order.
 *
 * Twin: app/middleware/__init__.py
 */
import { type MikroORM, RequestContext } from "@mikro-orm/core";
import type { Express } from "express";
import { accessLog } from "./accessLog.ts";
import { plainPath } from "./plainPath.ts";
import { requestId } from "./requestId.ts";
import { securityHeaders } from "./securityHeaders.ts";

export function initMiddleware(app: Express, orm: MikroORM): void {
  app.use(requestId);
  app.use(accessLog);
  app.use(securityHeaders);
  app.use(plainPath);
  app.use((_req, _res, next) => RequestContext.create(orm.em, next));
}
