/**
 * Reads one variable of the environment, or exits with one line that says why not.
 *
 * Twin: app/env.py
 */
export type Env = NodeJS.ProcessEnv;

const MALFORMED = /\s|%(?![0-9A-Fa-f]{2})/;
const ORIGIN = /^https?:\/\/([a-z0-9._-]+|\x5b[0-9a-f:.]+\])(:[0-9]{1,5})?$/;

/** An empty variable counts as unset. */
export function text(env: Env, name: string, otherwise: string): string {
  return env[name] || otherwise;
}

export function choice(env: Env, name: string, otherwise: string, of: string[]) {
  const value = text(env, name, otherwise);
  if (of.includes(value)) return value;
  exit(`${name} must be one of ${of.join(", ")}, not '${value}'`);
}

export function number(
  env: Env,
  name: string,
  otherwise: number,
  least: number,
  most: number,
): number {
  const given = text(env, name, String(otherwise));
  const value = /^[0-9]{1,10}$/.test(given) ? Number(given) : Number.NaN;
  if (value >= least && value <= most) return value;
  exit(`${name} must be a number from ${least} to ${most}, not '${given}'`);
}

/** A URL that begins with one of these; in production it has no default. */
export function url(env: Env, name: string, otherwise: string, of: string[]): string {
  if (!env[name] && env.APP_ENV === "production") {
    exit(`${name} must be set in production`);
  }
  const value = text(env, name, otherwise);
  // Why the value stays out of the line: it may have a password.
  if (!isUrl(value, of)) exit(`${name} must be a ${of[0]} URL`);
  // Why: other readers take what follows the first one for the host, and tell it.
  if ((value.split("/")[2]?.match(/@/g)?.length ?? 0) > 1) {
    exit(`${name} must have %40 for an @ in the password`);
  }
  if (value.startsWith("redis") && !/^(\/[0-9]*)?$/.test(new URL(value).pathname)) {
    exit(`${name} must end with the number of a database, as in /0`);
  }
  return value;
}

function isUrl(value: string, of: string[]): boolean {
  if (!of.some((start) => value.startsWith(start))) return false;
  const url = URL.parse(value);
  if (!url || url.port === "0" || MALFORMED.test(value)) return false;
  // Why: `sqlite://data.db` is a host without a file.
  return url.protocol === "sqlite:" ? url.host === "" : !value.endsWith("://");
}

/** `*`, or origins with commas between. */
export function origins(env: Env, name: string): string[] {
  const listed = text(env, name, "").split(",");
  const values = listed.map((value) => value.trim()).filter(Boolean);
  if (values.join() === "*") return values;

  const wrong = values.find((value) => !ORIGIN.test(value));
  if (wrong === undefined) return values;
  exit(`${name} must be * or origins like https://a.example:8443, not '${wrong}'`);
}

export function exit(reason: string): never {
  console.error(reason);
  process.exit(1);
}
