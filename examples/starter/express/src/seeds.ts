/** Fills an empty database with examples: `npm run seed`. */
import type { EntityManager } from "@mikro-orm/sql";
import { configFromEnv } from "./config.ts";
import { connect } from "./db.ts";
import { Note } from "./features/models.ts";

/** Says whether it did: a database that has rows is left alone. */
export async function seed(em: EntityManager): Promise<boolean> {
  for (const model of [Note]) {
    if (await em.count<object>(model)) return false;
  }
  em.create(Note, { title: "First title", body: "First body", pinned: true });
  em.create(Note, { title: "Second title", body: "Second body", pinned: false });
  await em.flush();
  return true;
}

if (import.meta.main) {
  const db = await connect(configFromEnv());
  const isFilled = await seed(db.em.fork({ useContext: true }));
  console.log(isFilled ? "Filled the database with examples." : "It has rows already.");
  await db.close();
}
