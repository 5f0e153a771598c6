/**
 * Fills an empty database with examples: `npm run db:seed`.
 *
 * Twin: app/seeds.py
 */
import { em } from "./db.ts";

export async function seed(): Promise<void> {
  for (const { class: model } of em().getMetadata().getAll().values()) {
    if ((await em().count(model)) === 0) continue;
    return console.log("The database has rows already; nothing was added.");
  }
  await fill();
  console.log("Filled the database with examples.");
}

/** Makes two rows of everything, first those that others refer to. */
async function fill(): Promise<void> {
  await make("notes", {
    title: "First title",
    body: "First body",
    pinned: true,
  });
  await make("notes", {
    title: "Second title",
    body: "Second body",
    pinned: false,
  });
}

/** Does what a POST does, and gives the id of the new row. */
async function make(feature: string, body: object): Promise<number> {
  const { Create } = await import(`./features/${feature}/schemas.ts`);
  const { create } = await import(`./features/${feature}/service.ts`);
  const row = await create(Create.parse(body));
  return row.id;
}
