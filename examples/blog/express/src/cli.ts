/** The commands behind `npm run migration:…`. */
import type { Transaction } from "@mikro-orm/core";
import { configFromEnv } from "./config.ts";
import { connect } from "./db.ts";

// Why: of two that start at once the second waits, and sees what the first has applied.
const LOCK = "update mikro_orm_migrations set name = name";
const [command, name] = process.argv.slice(2);
const db = await connect(configFromEnv());
// Why: SQLite changes a table by making it anew, and dropping the old one would take
// along the rows that refer to it.
await db.driver.execute("pragma foreign_keys = off");
// Why: another one may be migrating.
await db.driver.execute("pragma busy_timeout = 10000");

try {
  console.log((await run()) || "Nothing to do");
  await checkKeys();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await db.close();
}

async function run(): Promise<string> {
  switch (command) {
    case "up":
      return list("Applied", await alone((one) => db.migrator.up(one)));
    case "down":
      return list("Took back", await alone((one) => db.migrator.down(one)));
    case "create":
      return create();
    case "check":
      if (!(await db.migrator.checkSchema())) return "No difference";
      throw new Error("Models and database differ: run `npm run migration:create`");
    default:
      throw new Error("Say up, down, create or check");
  }
}

async function alone<T>(work: (one: { transaction: Transaction }) => Promise<T>) {
  // Why first: asking makes the table that lists what was applied.
  await db.migrator.getPending();
  return db.driver.getConnection().transactional(async (transaction) => {
    await db.driver.execute(LOCK, [], "all", transaction);
    return work({ transaction });
  });
}

async function create(): Promise<string> {
  // Why: what is not applied yet would be written once more.
  if ((await db.migrator.getPending()).length > 0) {
    throw new Error("The database is not up to date: run `npm run migration:up`");
  }
  const { fileName } = await db.migrator.create(undefined, false, false, name);
  return fileName && `Wrote migrations/${fileName}`;
}

function list(what: string, migrations: { name: string }[]): string {
  return migrations.map(({ name }) => `${what} ${name}`).join("\n");
}

/** Why: nothing has looked after the foreign keys meanwhile. */
async function checkKeys() {
  const [broken] = await db.driver.execute("pragma foreign_key_check");
  if (!broken) return;
  const { table, rowid, parent } = broken;
  throw new Error(`${table}: row ${rowid} refers to no row of ${parent}`);
}
