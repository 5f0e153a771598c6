/**
 * What PostgreSQL needs: its connection, and what its errors mean.
 *
 * Twin: app/dialect.py
 */
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
const LOST = /^(08|28|3D|53|57P)...?$|^E[A-Z]+$/;
const LOST_WITHOUT_CODE = /^(Connection terminated|timeout exceeded when trying)/;

export function open(config: Config, options: Partial<Options<PostgreSqlDriver>>) {
  return MikroORM.init({
    ...options,
    driver: PostgreSqlDriver,
    clientUrl: config.databaseUrl,
    pool: { max: config.databasePool },
    // Why: so long a request waits for a connection, from the pool or a new one.
    driverOptions: { connectionTimeoutMillis: 5000, keepAlive: true },
  });
}

/** Whether the database could not be reached. */
export function isLost(error: Error & { code?: string }): boolean {
  if (error instanceof ConnectionException) return true;
  return LOST.test(error.code ?? "") || LOST_WITHOUT_CODE.test(error.message);
}

/** The name of the unique constraint that was violated, or an empty string. */
export function taken(error: DriverException & { constraint?: string }): string {
  return error.constraint ?? "";
}
