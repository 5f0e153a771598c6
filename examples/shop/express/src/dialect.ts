/**
 * What PostgreSQL needs: its connection, and what its errors mean.
 *
 * Twin: app/dialect.py
 */
import { type DriverException, MikroORM, type Options } from "@mikro-orm/core";
import { PostgreSqlDriver } from "@mikro-orm/postgresql";

export const JSON_TYPE = "json";

export function open(url: string, options: Partial<Options<PostgreSqlDriver>>) {
  return MikroORM.init({ ...options, driver: PostgreSqlDriver, clientUrl: url });
}

/** The name of the unique constraint that was violated, or an empty string. */
export function taken(error: DriverException & { constraint?: string }): string {
  return error.constraint ?? "";
}
