/** The database: opens it, and gives each request a session of its own. */
import { AsyncLocalStorage } from "node:async_hooks";
import { RequestContext } from "@mikro-orm/core";
import { MikroORM } from "@mikro-orm/mariadb";
import { Migrator } from "@mikro-orm/migrations";
import type { EntityManager } from "@mikro-orm/sql";
import type { RequestHandler } from "express";
import type { Config } from "./config.ts";
import * as models from "./features/models.ts";
import { migrations } from "./migrations.ts";

export type Database = Awaited<ReturnType<typeof connect>>;

export async function connect({ DATABASE_URL: url }: Config) {
  const db = await MikroORM.init({
    clientUrl: url,
    // Why again: MikroORM takes only the names of the host and the like from the URL.
    driverOptions: { uri: url, connectTimeout: 5000 },
    // Why: "a" is not "A".
    collate: "utf8mb4_bin",
    entities: Object.values(models),
    extensions: [Migrator],
    migrations,
    ensureDatabase: false,
  });
  const pool = await db.driver.getConnection().getNativeClient();
  // Why: it would wait 50 seconds for a locked row.
  pool.on("connection", (one) => one.query("set innodb_lock_wait_timeout = 5"));
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
