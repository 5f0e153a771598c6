/**
 * The commands behind `npm run db:…`.
 *
 * Why: Flask brings a command line, Express does not.
 */
import { configFromEnv } from "./config.ts";
import { connect } from "./db.ts";

const [command = "", name] = process.argv.slice(2);
const db = await connect(configFromEnv());
try {
  await run();
} finally {
  await db.close();
}

async function run(): Promise<void> {
  switch (command) {
    case "upgrade":
      return report("Applied", await db.migrator.up());
    case "downgrade":
      return report("Took back", await db.migrator.down());
    case "migrate":
      return write();
    case "check":
      return check();
    default:
      console.error("Commands: upgrade, downgrade, migrate [name], check");
      process.exitCode = 2;
  }
}

function report(what: string, migrations: { name: string }[]): void {
  for (const migration of migrations) console.log(`${what} ${migration.name}`);
  if (migrations.length === 0) console.log("Nothing to do");
}

async function write(): Promise<void> {
  const { fileName } = await db.migrator.create(undefined, false, false, name);
  console.log(fileName ? `Wrote migrations/${fileName}` : "Nothing to do");
}

async function check(): Promise<void> {
  if (!(await db.migrator.checkSchema())) return console.log("No difference");
  console.error("The models and the database differ: run `npm run db:migrate`");
  process.exitCode = 1;
}
