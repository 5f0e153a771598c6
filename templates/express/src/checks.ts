/**
 * Checks before the start in production: one line says what is missing.
 *
 * Twin: app/checks.py
 */
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import type { Config } from "./config.ts";
import { connect, type Database } from "./db.ts";
import { exit } from "./env.ts";

/** The database, after everything was found in order. */
export async function checked(config: Config): Promise<Database> {
  await refuseTakenPort(config);
  const db = await reach(config);
  if (config.pendingMigrations === "refuse") await refusePending(db);
  return db;
}

async function refuseTakenPort({ host, port }: Config): Promise<void> {
  const probe = createServer().listen(port, host);
  try {
    await once(probe, "listening");
  } catch (error) {
    exit(cannotListen(error, host, port));
  }
  probe.close();
  await once(probe, "close");
}

export function cannotListen(error: unknown, host: string, port: number): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const isTaken = code === "EADDRINUSE";
  const reason = isTaken ? "is already in use" : `cannot be used: ${message}`;
  return `HOST:PORT ${host}:${port} ${reason}`;
}

/** Waits for the database: it may be started together with the application. */
[# concept data.waiting #]
export async function reach(config: Config): Promise<Database> {
  const seconds = config.databaseWaitSeconds;
  const end = performance.now() + seconds * 1000;
  let reason: string;
  do {
    try {
      return await answering(config);
    } catch (error) {
      reason = why(error as Error);
    }
    [# (3) #]
    await setTimeout(250);
  } while (performance.now() < end);

  const where = `There is no connection to the database at ${place(config)}`;
  [# (2) #]
  exit(`${where} (waited ${seconds} s): see DATABASE_URL. ${reason}`);
}
[# /concept #]

async function answering(config: Config): Promise<Database> {
[# concept data.waiting #]
  [# (1) #]
  const db = await connect(config);
  try {
    await db.driver.execute("select 1");
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
[# /concept #]
}

/** Where the database is, without the name and password of who asks. */
function place({ databaseUrl }: Config): string {
  const { host, pathname } = new URL(databaseUrl);
  return host || pathname.slice(1);
}

/** What the driver says, in one line. */
function why({ message, code }: Error & { code?: string }): string {
  // Why not always: where a name has several addresses, only the code says it.
  return message.replaceAll(/\s+/g, " ").trim() || String(code);
}

async function refusePending(db: Database): Promise<void> {
  const { length } = await db.migrator.getPending();
  const pending = length === 1 ? "1 migration is" : `${length} migrations are`;
  if (length > 0) exit(`${pending} pending: run npm run db:upgrade`);
}
