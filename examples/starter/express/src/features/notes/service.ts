import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage } from "../../rows.ts";
import { Note } from "./models.ts";
import type { NoteCreate, NoteQuery, NoteUpdate } from "./schemas.ts";

export function findAll(em: EntityManager, query: NoteQuery) {
  const asked: FilterQuery<Note> = { title: query.title, pinned: query.pinned };
  return findPage(em, Note, query, [asked]);
}

export function find(em: EntityManager, id: number) {
  return em.findOneOrFail(Note, id);
}

export async function create(em: EntityManager, data: NoteCreate) {
  const row = em.create(Note, data);
  await em.flush();
  return row;
}

export async function update(em: EntityManager, id: number, data: NoteUpdate) {
  const row = em.assign(await find(em, id), data);
  await em.flush();
  return row;
}

export async function remove(em: EntityManager, id: number) {
  await em.remove(await find(em, id)).flush();
}
