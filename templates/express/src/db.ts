/**
 * The database: one session per request.
 *
 * Twin: app/db.py
 */
import { RequestContext } from "@mikro-orm/core";
import { Migrator } from "@mikro-orm/migrations";
import type { EntityManager } from "@mikro-orm/sql";
import type { RequestHandler } from "express";
import { Names } from "./columns.ts";
import type { Config } from "./config.ts";
import { open } from "./dialect.ts";

export type Database = Awaited<ReturnType<typeof connect>>;

export const connect = (config: Config) =>
  open(config, {
    baseDir: import.meta.dirname,
    entities: ["features/*/models.ts"],
    namingStrategy: Names,
    discovery: { warnWhenNoEntities: false },
    ensureDatabase: false,
    extensions: [Migrator],
    migrations: { path: "../migrations", snapshot: false, silent: true },
  });

/** Opens a session for each request. */
[# concept data.session #]
export function session(db: Database): RequestHandler {
  return function session(_req, _res, next) {
    [# (1) #]
    RequestContext.create(db.em, next);
  };
}
[# /concept #]

/** The session of the current request. */
[# concept data.session #]
export function em(): EntityManager {
  [# (2) #]
  const current = RequestContext.getEntityManager();
  if (!current) throw new Error("There is no request.");
  return current as EntityManager;
}
[# /concept #]
