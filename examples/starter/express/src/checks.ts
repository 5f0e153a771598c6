/** What must be right before the application is served in production. */
import { setTimeout } from "node:timers/promises";
import type { Config } from "./config.ts";
import type { Database } from "./db.ts";

/** Says what is wrong with the database; in production nothing is served then. */
export async function checkDatabase(db: Database, { NODE_ENV }: Config) {
  const isProduction = NODE_ENV === "production";
  // Why to wait: the database may be started together with the application.
  const reason = await silence(db, isProduction ? 10_000 : 0);
  // Why to know: asking makes the table that lists what was applied.
  const isPending = !reason && (await db.migrator.getPending()).length > 0;
  if (reason) console.error(`The database does not answer (DATABASE_URL): ${reason}`);
  if (isPending) console.error("Migrations are pending: run `npm run migration:up`");
  if (isProduction && (reason || isPending)) process.exit(1);
}

/** Why the database does not answer, after so many milliseconds. */
async function silence(db: Database, patience: number) {
  for (const end = performance.now() + patience; ; await setTimeout(250)) {
    try {
      await db.driver.execute("select 1");
      return;
    } catch (error) {
      if (performance.now() >= end) return String(error).split("\n")[0];
    }
  }
}
