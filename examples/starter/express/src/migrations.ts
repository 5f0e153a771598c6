/** The migrations in the folder of that name, in their order. */
import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Migration, TSMigrationGenerator } from "@mikro-orm/migrations";

const FOLDER = resolve(import.meta.dirname, "../migrations");
const files = existsSync(FOLDER) ? readdirSync(FOLDER).sort() : [];

// Why not MikroORM's own search: to it `[` or `{` in a folder's name is a pattern.
const migrationsList = [];
for (const file of files.filter((name) => name.endsWith(".ts"))) {
  const module = await import(pathToFileURL(resolve(FOLDER, file)).href);
  const [migration] = Object.values<new () => Migration>(module);
  if (migration) migrationsList.push({ name: file.slice(0, -3), class: migration });
}

// Why: SQLite changes a table by making it anew, and the new one would count on from
// the rows that are left: the id of a deleted row would be given again.
class Generator extends TSMigrationGenerator {
  override createStatement(sql: string, indent: number) {
    const statement = super.createStatement(sql, indent);
    const table = /^insert into `(\w+)__temp_alter`/.exec(sql)?.[1];
    if (!table) return statement;
    const names = `('${table}', '${table}__temp_alter')`;
    const last = `select max(seq) from sqlite_sequence where name in ${names}`;
    const kept = `update sqlite_sequence set seq = (${last}) where name in ${names};`;
    return statement + super.createStatement(kept, indent);
  }
}

export const migrations = {
  generator: Generator,
  path: FOLDER,
  migrationsList,
  snapshot: false,
  silent: true,
};
