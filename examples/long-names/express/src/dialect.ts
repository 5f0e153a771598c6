/**
 * What MySQL and MariaDB need: their connection, and what their errors mean.
 *
 * Twin: app/dialect.py
 */
import { type DriverException, MikroORM, type Options } from "@mikro-orm/core";
import { MariaDbDriver } from "@mikro-orm/mariadb";

export const JSON_TYPE = "json";

export function open(url: string, options: Partial<Options<MariaDbDriver>>) {
  return MikroORM.init({
    ...options,
    driver: MariaDbDriver,
    clientUrl: url,
    collate: "utf8mb4_bin",
  });
}

/** The name of the unique constraint that was violated, or an empty string. */
export function taken(error: DriverException): string {
  const match = /for key '(?:\w+\.)?(\w+)'$/.exec(error.sqlMessage ?? "");
  return match?.[1] ?? "";
}
