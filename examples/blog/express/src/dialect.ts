/**
 * What SQLite needs: its connection, and what its errors mean.
 *
 * Twin: app/dialect.py
 */
import { resolve } from "node:path";
import { ConnectionException, type DriverException } from "@mikro-orm/core";
import {
  MikroORM,
  NodeSqliteDialect,
  type Options,
  SqliteDriver,
} from "@mikro-orm/sql";
import type { Config } from "./config.ts";

// Why not `json`: SQLite would turn a text that is a number into one.
export const JSON_TYPE = "text";

/** A relative path starts at the project, whatever the current directory is. */
export async function open(
  { databaseUrl }: Config,
  options: Partial<Options<SqliteDriver>>,
) {
  const file = databaseUrl.replace(/^sqlite:\/\/\/?/, "") || ":memory:";
  const path = file === ":memory:" ? file : resolve(import.meta.dirname, "..", file);
  const orm = await MikroORM.init({
    ...options,
    driver: SqliteDriver,
    dbName: path,
    driverOptions: new NodeSqliteDialect(path),
  });
  // Why: SQLite lets no one read during a write, by default.
  await orm.driver.execute("pragma journal_mode = wal");
  await orm.driver.execute("pragma synchronous = normal");
  await orm.driver.execute("pragma busy_timeout = 10000");
  return orm;
}

/** Whether the database could not be reached. */
export function isLost(error: DriverException): boolean {
  return error instanceof ConnectionException || /disk I\/O/.test(error.message);
}

/** The name of the unique constraint that was violated, or an empty string. */
export function taken(error: DriverException): string {
  const match = /UNIQUE constraint failed: (\w+)\.(\w+)$/.exec(error.message);
  return match ? `${match[1]}_${match[2]}_unique` : "";
}
