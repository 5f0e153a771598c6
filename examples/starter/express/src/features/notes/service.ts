import type { EntityManager } from "@mikro-orm/sql";
import { findPage, locked } from "../../rows.ts";
import { Note } from "./models.ts";
import type { NoteCreate, NoteQuery } from "./schemas.ts";

export function findAll(em: EntityManager, query: NoteQuery) {
  return findPage(em, Note, query, [{ title: query.title, pinned: query.pinned }]);
}

export const find = (em: EntityManager, id: number) => em.findOneOrFail(Note, id);

export async function create(em: EntityManager, data: NoteCreate) {
  const row = em.create(Note, data);
  await em.flush();
  return row;
}

export const update = (em: EntityManager, id: number, data: Partial<NoteCreate>) =>
  em.transactional(async (em) =>
    em.assign(await em.findOneOrFail(Note, id, locked), data),
  );

export const remove = (em: EntityManager, id: number) =>
  em.transactional(async (em) => em.remove(await em.findOneOrFail(Note, id, locked)));
