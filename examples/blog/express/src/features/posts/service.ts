import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage, locked, References } from "../../rows.ts";
import { Tag } from "../tags/models.ts";
import { Post } from "./models.ts";
import type { PostCreate, PostQuery } from "./schemas.ts";

const populate = ["tags:ref"] as const;

export function findAll(
  em: EntityManager,
  query: PostQuery,
  of: FilterQuery<Post> = {},
) {
  const asked: FilterQuery<Post> = { title: query.title, status: query.status };
  return findPage(em, Post, query, [of, asked], { populate });
}

export const find = (em: EntityManager, id: number) =>
  em.findOneOrFail(Post, id, { populate, strategy: "joined" });

export async function create(em: EntityManager, data: PostCreate) {
  const { tagIds, ...fields } = data;
  const references = new References(em);
  const tags = await references.many(Tag, "tagIds", tagIds);
  references.check();
  const row = em.create(Post, { ...fields, tags });
  await em.flush();
  return row;
}

export function update(em: EntityManager, id: number, data: Partial<PostCreate>) {
  const { tagIds, ...fields } = data;
  return em.transactional(async (em) => {
    const row = await em.findOneOrFail(Post, id, { populate, ...locked });
    const references = new References(em);
    const tags = await references.many(Tag, "tagIds", tagIds);
    references.check();
    em.assign(row, { ...fields, tags }, { ignoreUndefined: true });
    if (row.tags.isDirty()) row.updatedAt = new Date();
    return row;
  });
}

export const remove = (em: EntityManager, id: number) =>
  em.transactional(async (em) => em.remove(await em.findOneOrFail(Post, id, locked)));
