import * as z from "zod";
import { idsOf } from "../../rows.ts";
import { id, ids, inQuery, paging, sortBy, text } from "../../schemas.ts";
import type { A } from "./models.ts";

const fields = {
  b: text(255).min(1),
  cId: id().nullable(),
  dIds: ids(),
};

export type ACreate = z.output<typeof ACreate>;
export const ACreate = z.strictObject({
  ...fields,
  cId: fields.cId.default(null),
  dIds: fields.dIds.default([]),
});

export type AUpdate = z.output<typeof AUpdate>;
export const AUpdate = z.strictObject(fields).partial();

export type AQuery = z.output<typeof AQuery>;
export const AQuery = z.strictObject({
  ...paging,
  sort: sortBy<A>("b").default("id"),
  b: fields.b.optional(),
  cId: inQuery(fields.cId.unwrap().optional()),
});

export const aOut = (row: A) => ({
  id: row.id,
  b: row.b,
  cId: row.c?.id ?? null,
  dIds: idsOf(row.d),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
