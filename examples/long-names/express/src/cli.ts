/** The commands behind `npm run migration:…`. */
import type { Transaction } from "@mikro-orm/core";
import { configFromEnv } from "./config.ts";
import { connect } from "./db.ts";

// Why: of two that start at once the second waits, and sees what the first has applied.
const LOCK = "select get_lock(concat('migrations of ', database()), 3600)";
const [command, name] = process.argv.slice(2);
const db = await connect(configFromEnv());

try {
  console.log((await run()) || "Nothing to do");
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
