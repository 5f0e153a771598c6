/**
 * What the application does with notes.
 *
 * Twin: app/features/notes/service.py
 */
import { em } from "../../db.ts";
import { paginate, type Query } from "../../http/page.ts";
import * as rows from "../../rows.ts";
import { Note } from "./models.ts";
import type * as schemas from "./schemas.ts";

export function findAll(query: Query) {
  return paginate(Note, query);
}

export function find(id: number) {
  return rows.find(Note, id);
}

export async function create(data: schemas.Create) {
  const note = em().create(Note, data);
  await rows.save();
  return note;
}

export async function update(id: number, data: schemas.Update) {
  const note = await find(id);
  rows.assign(note, data);
  await rows.save(note);
  return note;
}

export function remove(id: number) {
  return rows.remove(Note, id);
}
