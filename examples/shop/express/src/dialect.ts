/**
 * What PostgreSQL needs: its connection, and what its errors mean.
 *
 * Twin: app/dialect.py
 */
import type { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import {
  ConnectionException,
  type DriverException,
  MikroORM,
  type Options,
} from "@mikro-orm/core";
import { PostgreSqlDriver } from "@mikro-orm/postgresql";
import type { Config } from "./config.ts";

export const JSON_TYPE = "json";

// Why classes: 08 and 57P tell of a lost connection, 28, 3D and 53 refuse a new one.
const LOST = /^(08|28|3D|53|57P)...?$|^E(AI_)?[A-Z]+$/;
const LOST_WITHOUT_CODE =
  /^(Connection terminated|timeout exceeded when trying|Client (was|has encountered))/;

// What `pg` calls them; its types are no dependency.
type Client = EventEmitter & {
  connection: { stream: Socket };
  release: (isBroken?: boolean) => void;
};

export function open(config: Config, options: Partial<Options<PostgreSqlDriver>>) {
  return MikroORM.init({
    ...options,
    driver: PostgreSqlDriver,
    clientUrl: config.databaseUrl,
    pool: { max: config.databasePool },
    driverOptions: {
      // Why again: MikroORM passes on no more than the name of the host and the like.
      connectionString: config.databaseUrl,
      // Why: so long a request waits for a connection, from the pool or a new one.
      connectionTimeoutMillis: 5000,
      keepAlive: true,
      onPoolCreated: (pool: EventEmitter) => {
        releaseLost(pool);
        limitSilence(pool, config);
      },
    },
  });
}

/**
 * Gives lost connections back to the pool, which then forgets them.
 *
 * Why: Kysely keeps those whose BEGIN, COMMIT or ROLLBACK failed (its issue 1990),
 * and a database that comes back would be met by a pool in which nothing is free.
 */
function releaseLost(pool: EventEmitter): void {
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

/** Closes a connection on which nothing moves for as long as a request may take. */
function limitSilence(pool: EventEmitter, { requestSeconds }: Config): void {
  pool.on("connect", ({ connection: { stream } }: Client) => {
    const reason = new Error("The database is silent.");
    Object.assign(reason, { code: "ETIMEDOUT" });
    stream.setTimeout(requestSeconds * 1000, () => stream.destroy(reason));
  });
}

/** Whether the database could not be reached. */
export function isLost(error: DriverException): boolean {
  if (error instanceof ConnectionException) return true;
  return LOST.test(error.code ?? "") || LOST_WITHOUT_CODE.test(error.message);
}

/** The name of the unique constraint that was violated, or an empty string. */
export function taken(error: DriverException & { constraint?: string }): string {
  return error.constraint ?? "";
}
