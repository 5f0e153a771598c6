/**
 * What MySQL and MariaDB need: their connection, and what their errors mean.
 *
 * Twin: app/dialect.py
 */
import type { Socket } from "node:net";
import {
  ConnectionException,
  type DriverException,
  MikroORM,
  type Options,
} from "@mikro-orm/core";
import { MariaDbDriver } from "@mikro-orm/mariadb";
import type { Config } from "./config.ts";

export const JSON_TYPE = "json";

// Milliseconds that a request waits for a connection, from the pool or a new one.
const WAIT = 5000;

type Connection = ReturnType<MariaDbDriver["getConnection"]>;
type Pool = Awaited<ReturnType<Connection["getNativeClient"]>>;

// Why more than `fatal`: these are told before there is a connection.
const LOST = /^(ER_(CON_COUNT|SERVER_SHUTDOWN|CONNECTION_KILLED)|E(AI_)?[A-Z]+$)/;

export async function open(config: Config, options: Partial<Options<MariaDbDriver>>) {
  const db = await MikroORM.init({
    ...options,
    driver: MariaDbDriver,
    clientUrl: config.databaseUrl,
    collate: "utf8mb4_bin",
    pool: { max: config.databasePool },
    // Why the URL again: MikroORM passes on no more than the name of the host and the like.
    driverOptions: { uri: config.databaseUrl, connectTimeout: WAIT },
  });
  const pool = await db.driver.getConnection().getNativeClient();
  limitWait(pool);
  limitSilence(pool, config);
  return db;
}

/** Why: mysql2 would let a request wait for a connection without end. */
function limitWait(pool: Pool): void {
  const getConnection = pool.getConnection.bind(pool);
  pool.getConnection = (done) => {
    const timer = setTimeout(() => {
      const late = done;
      done = (_error, connection) => connection?.release();
      late(tooSlow("No connection is free."), undefined as never);
    }, WAIT);
    getConnection((error, connection) => {
      clearTimeout(timer);
      done(error, connection);
    });
  };
}

/** Closes a connection on which nothing moves for as long as a request may take. */
function limitSilence(pool: Pool, { requestSeconds }: Config): void {
  pool.on("connection", ({ stream }: { stream: Socket }) => {
    const reason = tooSlow("The database is silent.");
    stream.setTimeout(requestSeconds * 1000, () => stream.destroy(reason));
  });
}

function tooSlow(reason: string): Error {
  return Object.assign(new Error(reason), { code: "ETIMEDOUT" });
}

/** Whether the database could not be reached. */
export function isLost(error: DriverException & { fatal?: boolean }): boolean {
  if (error instanceof ConnectionException || error.fatal) return true;
  return LOST.test(error.code ?? "");
}

/** The name of the unique constraint that was violated, or an empty string. */
export function taken(error: DriverException): string {
  const match = /for key '(?:\w+\.)?(\w+)'$/.exec(error.sqlMessage ?? "");
  return match?.[1] ?? "";
}
