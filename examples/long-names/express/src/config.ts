/**
 * Settings, read once from the environment.
 *
 * Twin: app/config.py
 */
import { existsSync } from "node:fs";

const ENVIRONMENTS = ["development", "test", "production"];
const LEVELS = ["debug", "info", "warning", "error"];
const DEVELOPMENT_DATABASE = "mysql://root@127.0.0.1:3306/long_names_express";

export type Config = Readonly<{
  env: string;
  databaseUrl: string;
  bodyLimit: number;
  logLevel: string;
  host: string;
  port: number;
}>;

/** Exits with one line that says which variable is wrong, and why. */
export function configFromEnv(env = environment()): Config {
  const name = choice(env, "APP_ENV", "development", ENVIRONMENTS);
  if (name === "production" && !env.DATABASE_URL) {
    exit("DATABASE_URL must be set in production");
  }
  return Object.freeze({
    env: name,
    databaseUrl: env.DATABASE_URL ?? DEVELOPMENT_DATABASE,
    bodyLimit: number(env, "BODY_LIMIT", 102_400, 2 ** 31 - 1),
    logLevel: choice(env, "LOG_LEVEL", "info", LEVELS),
    host: env.HOST ?? "127.0.0.1",
    port: number(env, "PORT", 3000, 65_535),
  });
}

type Env = NodeJS.ProcessEnv;

/** What is set, and for the rest what the file .env says. */
function environment(): Env {
  if (existsSync(".env")) process.loadEnvFile();
  return process.env;
}

function choice(env: Env, name: string, otherwise: string, of: string[]): string {
  const value = env[name] ?? otherwise;
  if (of.includes(value)) return value;
  exit(`${name} must be one of ${of.join(", ")}, not '${value}'`);
}

function number(env: Env, name: string, otherwise: number, most: number): number {
  const text = env[name] ?? String(otherwise);
  const value = /^[0-9]+$/.test(text) ? Number(text) : 0;
  if (value > 0 && value <= most) return value;
  exit(`${name} must be a number from 1 to ${most}, not '${text}'`);
}

function exit(reason: string): never {
  console.error(reason);
  process.exit(1);
}
