/**
 * What MySQL and MariaDB need: their connection, and what their errors mean.
 *
 * Twin: app/dialect.py
 */
import {
  ConnectionException,
  type DriverException,
  MikroORM,
  type Options,
} from "@mikro-orm/core";
import { MariaDbDriver } from "@mikro-orm/mariadb";
import type { Config } from "./config.ts";

export const JSON_TYPE = "json";

// Why more than `fatal`: these are told before there is a connection.
const LOST = /^(ER_(CON_COUNT|SERVER_SHUTDOWN|CONNECTION_KILLED)|E[A-Z]+$)/;

export function open(config: Config, options: Partial<Options<MariaDbDriver>>) {
  return MikroORM.init({
    ...options,
    driver: MariaDbDriver,
    clientUrl: config.databaseUrl,
    collate: "utf8mb4_bin",
    pool: { max: config.databasePool },
    driverOptions: { connectTimeout: 5000 },
  });
}

/** Whether the database could not be reached. */
export function isLost(error: Error & { code?: string; fatal?: boolean }): boolean {
  if (error instanceof ConnectionException || error.fatal) return true;
  return LOST.test(error.code ?? "");
}

/** The name of the unique constraint that was violated, or an empty string. */
export function taken(error: DriverException): string {
  const match = /for key '(?:\w+\.)?(\w+)'$/.exec(error.sqlMessage ?? "");
  return match?.[1] ?? "";
}
