import type { EntityManager, FilterQuery } from "@mikro-orm/sql";
import { findPage, locked } from "../../rows.ts";
import { SupplierContactPersons } from "./models.ts";
import type {
  SupplierContactPersonsCreate,
  SupplierContactPersonsQuery,
} from "./schemas.ts";

export function findAll(em: EntityManager, query: SupplierContactPersonsQuery) {
  const asked: FilterQuery<SupplierContactPersons> = {
    fullNameOfThatPerson: query.fullNameOfThatPerson,
  };
  return findPage(em, SupplierContactPersons, query, [asked]);
}

export const find = (em: EntityManager, id: number) =>
  em.findOneOrFail(SupplierContactPersons, id);

export async function create(em: EntityManager, data: SupplierContactPersonsCreate) {
  const row = em.create(SupplierContactPersons, data);
  await em.flush();
  return row;
}

export const update = (
  em: EntityManager,
  id: number,
  data: Partial<SupplierContactPersonsCreate>,
) =>
  em.transactional(async (em) =>
    em.assign(await em.findOneOrFail(SupplierContactPersons, id, locked), data),
  );

export const remove = (em: EntityManager, id: number) =>
  em.transactional(async (em) =>
    em.remove(await em.findOneOrFail(SupplierContactPersons, id, locked)),
  );
