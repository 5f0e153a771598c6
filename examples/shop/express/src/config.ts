/**
 * Settings, read once from the environment.
 *
 * Twin: app/config.py
 */
import { existsSync } from "node:fs";
import * as env from "./env.ts";

const ENVIRONMENTS = ["development", "test", "production"];
const FORMATS = ["json", "pretty"];
const LEVELS = ["debug", "info", "warning", "error"];
const PENDING = ["refuse", "allow"];
const MOST = 2 ** 31 - 1;
const SCHEMES = ["postgresql://"];
const DEVELOPMENT_DATABASE = "postgresql://postgres@127.0.0.1:5432/shop_express";
const DEVELOPMENT_REDIS = "redis://127.0.0.1:6379/0";

export type Config = ReturnType<typeof configFromEnv>;

/** Exits with one line that says which variable is wrong, and why. */
export function configFromEnv(from = environment()) {
  const name = env.choice(from, "APP_ENV", "development", ENVIRONMENTS);
  const format = name === "development" ? "pretty" : "json";
  const number = env.number.bind(undefined, from);

  return Object.freeze({
    env: name,
    host: env.text(from, "HOST", "127.0.0.1"),
    port: number("PORT", 3000, 1, 65_535),
    // Why one: Node serves many requests at once in a process. More processes are for
    // more cores, where nobody else starts them.
    webConcurrency: number("WEB_CONCURRENCY", 1, 1, 256),
    graceSeconds: number("GRACE_SECONDS", 10, 1, 600),

    databaseUrl: env.url(from, "DATABASE_URL", DEVELOPMENT_DATABASE, SCHEMES),
    databasePool: number("DATABASE_POOL", 5, 1, 1000),
    databaseWaitSeconds: number("DATABASE_WAIT_SECONDS", 10, 0, 600),
    pendingMigrations: env.choice(from, "PENDING_MIGRATIONS", "refuse", PENDING),

    logFormat: env.choice(from, "LOG_FORMAT", format, FORMATS),
    logLevel: env.choice(from, "LOG_LEVEL", "info", LEVELS),
    metricsToken: token(from),

    trustedHops: number("TRUSTED_HOPS", 0, 0, 10),
    corsOrigins: env.origins(from, "CORS_ORIGINS"),
    hstsSeconds: number("HSTS_SECONDS", 31_536_000, 0, MOST),
    compression: env.choice(from, "COMPRESSION", "on", ["on", "off"]) === "on",
    bodyLimit: number("BODY_LIMIT", 102_400, 1, MOST),
    requestSeconds: number("REQUEST_SECONDS", 30, 1, 3600),
    rateLimit: number("RATE_LIMIT", 300, 0, MOST),
    rateLimitSeconds: number("RATE_LIMIT_SECONDS", 60, 1, 86_400),
    redisUrl: env.url(from, "REDIS_URL", DEVELOPMENT_REDIS, ["redis://", "rediss://"]),
    redisWaitMs: number("REDIS_WAIT_MS", 500, 1, 60_000),
  });
}

/** What is set, and for the rest what the file .env says. */
function environment(): env.Env {
  if (existsSync(".env")) process.loadEnvFile();
  return process.env;
}

function token(from: env.Env): string {
  const value = env.text(from, "METRICS_TOKEN", "");
  if (from.APP_ENV !== "production" || [...value].length >= 16) return value;
  env.exit("METRICS_TOKEN must have 16 characters or more in production");
}
