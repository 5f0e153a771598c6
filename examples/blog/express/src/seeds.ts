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
  const tag1 = await make("tags", {
    name: "First name",
  });
  const tag2 = await make("tags", {
    name: "Second name",
  });
  const post1 = await make("posts", {
    title: "First title",
    body: "First body",
    status: "draft",
    publishedAt: "2026-01-28T12:00:00.000Z",
    tagIds: [tag1],
  });
  const post2 = await make("posts", {
    title: "Second title",
    body: "Second body",
    status: "live",
    publishedAt: "2026-02-28T12:00:00.000Z",
    tagIds: [tag2],
  });
  await make("comments", {
    author: "First author",
    body: "First body",
    postId: post1,
  });
  await make("comments", {
    author: "Second author",
    body: "Second body",
    postId: post2,
  });
}

/** Does what a POST does, and gives the id of the new row. */
async function make(feature: string, body: object): Promise<number> {
  const { Create } = await import(`./features/${feature}/schemas.ts`);
  const { create } = await import(`./features/${feature}/service.ts`);
  const row = await create(Create.parse(body));
  return row.id;
}
