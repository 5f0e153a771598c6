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

[# concept data.waiting #]
async function reach(config: Config): Promise<Database> {
  const seconds = config.databaseWaitSeconds;
  const end = performance.now() + seconds * 1000;
  do {
    const db = await answering(config);
    if (db) return db;
    [# (3) #]
    await setTimeout(250);
  } while (performance.now() < end);

  // Why not the whole URL: it may have a password.
  const { host, pathname } = new URL(config.databaseUrl);
  const place = host || pathname.slice(1);
  const where = `There is no connection to the database at ${place}`;
  [# (2) #]
  exit(`${where} (waited ${seconds} seconds): see DATABASE_URL`);
}
[# /concept #]

async function answering(config: Config): Promise<Database | undefined> {
  let db: Database | undefined;
[# concept data.waiting #]
  try {
    [# (1) #]
    db = await connect(config);
    await db.driver.execute("select 1");
    return db;
  } catch {
    await db?.close();
    return undefined;
  }
[# /concept #]
}

async function refusePending(db: Database): Promise<void> {
  const { length } = await db.migrator.getPending();
  const pending = length === 1 ? "1 migration is" : `${length} migrations are`;
  if (length > 0) exit(`${pending} pending: run npm run db:upgrade`);
}
