/** Settings, from the environment and the file .env. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import * as z from "zod";

const whole = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  z.coerce.number().int().min(least).max(most);

// Why not in production: under a misspelt name it would be another database.
export const LOCAL = "mysql://root@127.0.0.1:3306/long_names_express";

const Settings = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  HOST: z.string().default("127.0.0.1"),
  PORT: whole(0, 65_535).default(3000),
  TRUSTED_HOPS: whole(0).default(0),
  MAX_CONTENT_LENGTH: whole(1).default(102_400),
  DATABASE_URL: z.url({ protocol: /^(mysql|mariadb)$/ }),
});

export type Config = z.output<typeof Settings>;

/** Exits with all that is wrong, not only the first of it. */
export function configFromEnv(env = fromFile()): Config {
  const given = Object.entries(env).filter(([, value]) => value !== "");
  if (env.NODE_ENV !== "production") given.unshift(["DATABASE_URL", LOCAL]);
  const { success, data, error } = Settings.safeParse(Object.fromEntries(given));
  if (success) return data;
  console.error(`The settings are not valid.\n${z.prettifyError(error)}`);
  process.exit(1);
}

/** Variables that are set already count before those of the file. */
function fromFile() {
  const file = resolve(import.meta.dirname, "../.env");
  if (existsSync(file)) process.loadEnvFile(file);
  return process.env;
}
