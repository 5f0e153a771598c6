/** The database: opens it, and gives each request a session of its own. */
import { AsyncLocalStorage } from "node:async_hooks";
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { RequestContext } from "@mikro-orm/core";
import { Migrator } from "@mikro-orm/migrations";
import {
  type EntityManager,
  MikroORM,
  NodeSqliteDialect,
  SqliteDriver,
} from "@mikro-orm/sql";
import type { RequestHandler } from "express";
import type { Config } from "./config.ts";
import * as models from "./features/models.ts";
import { migrations } from "./migrations.ts";

export type Database = Awaited<ReturnType<typeof connect>>;

export async function connect({ DATABASE_URL: url }: Config) {
  const path = url.replace(/^sqlite:\/\/\/?/i, "");
  const file = path ? resolve(import.meta.dirname, "..", path) : ":memory:";
  if (!existsSync(dirname(file))) {
    console.error(`DATABASE_URL: there is no folder ${dirname(file)}`);
    process.exit(1);
  }
  const db = await MikroORM.init({
    driver: SqliteDriver,
    dbName: file,
    driverOptions: new NodeSqliteDialect(file),
    entities: Object.values(models),
    extensions: [Migrator],
    migrations,
    ensureDatabase: false,
  });
  // Why: else nobody could read while somebody writes.
  await db.driver.execute("pragma journal_mode = wal");
  await db.driver.execute("pragma synchronous = normal");
  await db.driver.execute("pragma busy_timeout = 500");
  return db;
}

const outside = AsyncLocalStorage.snapshot();

/** Why: two requests must not see each other's unsaved rows. */
export function openSession(em: EntityManager): RequestHandler {
  return ({ socket }, res, next) => {
    // Why: a connection's timer keeps the session in which it was set, until the next
    // request.
    res.once("finish", () => outside(() => socket.setTimeout(socket.timeout ?? 0)));
    RequestContext.create(em, next);
  };
}
