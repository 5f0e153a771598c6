/** Fills an empty database with examples: `npm run seed`. */
import type { EntityManager } from "@mikro-orm/sql";
import { configFromEnv } from "./config.ts";
import { connect } from "./db.ts";
import { Comment, Post, Tag } from "./features/models.ts";

/** Says whether it did: a database that has rows is left alone. */
export async function seed(em: EntityManager): Promise<boolean> {
  for (const model of [Comment, Post, Tag]) {
    if (await em.count<object>(model)) return false;
  }
  const tag1 = em.create(Tag, { name: "First name" });
  const tag2 = em.create(Tag, { name: "Second name" });
  const post1 = em.create(Post, {
    title: "First title",
    body: "First body",
    status: "draft",
    publishedAt: new Date("2026-01-28T12:00:00.000Z"),
    tags: [tag1],
  });
  const post2 = em.create(Post, {
    title: "Second title",
    body: "Second body",
    status: "live",
    publishedAt: new Date("2026-02-28T12:00:00.000Z"),
    tags: [tag2],
  });
  em.create(Comment, { author: "First author", body: "First body", post: post1 });
  em.create(Comment, { author: "Second author", body: "Second body", post: post2 });
  await em.flush();
  return true;
}

if (import.meta.main) {
  const db = await connect(configFromEnv());
  const isFilled = await seed(db.em.fork({ useContext: true }));
  console.log(isFilled ? "Filled the database with examples." : "It has rows already.");
  await db.close();
}
