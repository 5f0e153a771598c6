import type { EntityManager } from "@mikro-orm/sql";
import { findPage } from "../../rows.ts";
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

export async function update(em: EntityManager, id: number, data: Partial<NoteCreate>) {
  const row = em.assign(await find(em, id), data);
  await em.flush();
  return row;
}

export const remove = async (em: EntityManager, id: number) =>
  em.remove(await find(em, id)).flush();
