/** The migrations in the folder of that name, in their order. */
import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Migration } from "@mikro-orm/migrations";

const FOLDER = resolve(import.meta.dirname, "../migrations");
const files = existsSync(FOLDER) ? readdirSync(FOLDER).sort() : [];

// Why not MikroORM's own search: to it `[` or `{` in a folder's name is a pattern.
const migrationsList = [];
for (const file of files.filter((name) => name.endsWith(".ts"))) {
  const module = await import(pathToFileURL(resolve(FOLDER, file)).href);
  const [migration] = Object.values<new () => Migration>(module);
  if (migration) migrationsList.push({ name: file.slice(0, -3), class: migration });
}

export const migrations = {
  path: FOLDER,
  migrationsList,
  snapshot: false,
  silent: true,
};
