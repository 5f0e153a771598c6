/** The database: opens it, and gives each request a session of its own. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { EventEmitter } from "node:events";
import { type MetadataStorage, ReferenceKind, RequestContext } from "@mikro-orm/core";
import { Migrator } from "@mikro-orm/migrations";
import { MikroORM } from "@mikro-orm/postgresql";
import type { EntityManager } from "@mikro-orm/sql";
import type { RequestHandler } from "express";
import type { Config } from "./config.ts";
import * as models from "./features/models.ts";
import { migrations } from "./migrations.ts";

export type Database = Awaited<ReturnType<typeof connect>>;
// Why: the types of `pg` are no dependency.
type Client = EventEmitter & { release: (isBroken?: boolean) => void };

export function connect({ DATABASE_URL: url }: Config) {
  return MikroORM.init({
    clientUrl: url,
    driverOptions: {
      // Why again: MikroORM takes only the names of the host and the like from the URL.
      connectionString: url,
      connectionTimeoutMillis: 5000,
      // Why: PostgreSQL itself would wait for a locked row without end.
      lock_timeout: 5000,
      onPoolCreated: releaseLost,
    },
    entities: Object.values(models),
    // Why: PostgreSQL makes no index for a foreign key.
    discovery: { afterDiscovered: indexForeignKeys },
    extensions: [Migrator],
    migrations,
    ensureDatabase: false,
  });
}

// Why: Kysely keeps a connection that ends at BEGIN or COMMIT (its issue 1990), until
// none is free.
function releaseLost(pool: EventEmitter) {
  const used = new Set<Client>();
  pool.on("acquire", (client: Client) => used.add(client));
  pool.on("release", (_error: unknown, client: Client) => used.delete(client));
  pool.on("connect", (client: Client) => {
    client.once("end", () => {
      if (!used.has(client)) return;
      client.release(true);
      // Why: Kysely may be late, and to give one back twice is an error.
      client.release = () => {};
    });
  });
}

function indexForeignKeys(models: MetadataStorage) {
  for (const { relations } of models.getAll().values()) {
    for (const prop of relations) {
      if (prop.kind === ReferenceKind.MANY_TO_ONE && !prop.unique) prop.index = true;
    }
  }
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
