/**
 * The commands behind `npm run db:…`.
 *
 * Why: Flask brings a command line, Express does not.
 */
import { RequestContext } from "@mikro-orm/core";
import { reach } from "./checks.ts";
import { configFromEnv } from "./config.ts";
import { seed } from "./seeds.ts";

const [command = "", name] = process.argv.slice(2);
// Why 0: what a request may take is no limit for a migration.
const db = await reach({ ...configFromEnv(), requestSeconds: 0 });
try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await db.close();
}

async function run(): Promise<void> {
  // Why: SQLite changes a table by making it anew, and dropping the old one would take
  // along the rows that refer to it. Inside a transaction this cannot be switched.
  if (["upgrade", "downgrade"].includes(command)) {
    await db.driver.execute("pragma foreign_keys = off");
  }
  switch (command) {
    case "upgrade":
      return report("Applied", await db.migrator.up());
    case "downgrade":
      return report("Took back", await db.migrator.down());
    case "migrate":
      return write();
    case "check":
      return check();
    case "seed":
      return RequestContext.create(db.em, seed);
    default:
      throw new Error(`There is no command '${command}'.`);
  }
}

function report(what: string, migrations: { name: string }[]): void {
  for (const migration of migrations) console.log(`${what} ${migration.name}`);
  if (migrations.length === 0) console.log("Nothing to do");
}

async function write(): Promise<void> {
  // Why: what is not applied yet would be written once more.
  if ((await db.migrator.getPending()).length > 0) {
    throw new Error("The database is not up to date: run `npm run db:upgrade`");
  }
  const { fileName } = await db.migrator.create(undefined, false, false, name);
  console.log(fileName ? `Wrote migrations/${fileName}` : "Nothing to do");
}

async function check(): Promise<void> {
  if (await db.migrator.checkSchema()) {
    throw new Error("The models and the database differ: run `npm run db:migrate`");
  }
  console.log("No difference");
}
