/** Settings, from the environment and the file .env. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import * as z from "zod";

const whole = (least: number, most = Number.MAX_SAFE_INTEGER) =>
  z.coerce.number().int().min(least).max(most);
const ORIGIN = /^(\*|[a-z]+:\/\/[a-z0-9.-]+(:[0-9]+)?)$/;
const NO_ORIGIN = "must be * or origins such as https://example.com";

// Why not in production: under a misspelt name it would be another database.
export const LOCAL = "postgresql://postgres@127.0.0.1:5432/shop_express";

const Settings = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
  HOST: z.string().default("127.0.0.1"),
  PORT: whole(0, 65_535).default(3000),
  TRUSTED_HOPS: whole(0).default(0),
  MAX_CONTENT_LENGTH: whole(1).default(102_400),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  CORS_ORIGINS: z
    .string()
    .default("")
    .transform((origins) => origins.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.string().regex(ORIGIN, NO_ORIGIN))),
  RATE_LIMIT: whole(1).default(300),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).default("redis://127.0.0.1:6379/0"),
  METRICS_TOKEN: z.string().default(""),
});

// Why: whoever reads the metrics learns what is asked, and how often.
const Checked = Settings.refine(
  ({ NODE_ENV, METRICS_TOKEN }) =>
    NODE_ENV !== "production" || METRICS_TOKEN.length >= 16,
  {
    path: ["METRICS_TOKEN"],
    error: "In production it needs 16 characters or more",
    // Why: it is told together with what else is wrong.
    when: ({ value }) => typeof Object(value).METRICS_TOKEN === "string",
  },
);

export type Config = z.output<typeof Settings>;

/** Exits with all that is wrong, not only the first of it. */
export function configFromEnv(env = fromFile()): Config {
  const given = Object.entries(env).filter(([, value]) => value !== "");
  if (env.NODE_ENV !== "production") given.unshift(["DATABASE_URL", LOCAL]);
  const { success, data, error } = Checked.safeParse(Object.fromEntries(given));
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
