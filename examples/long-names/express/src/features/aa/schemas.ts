import * as z from "zod";
import { idsOf } from "../../rows.ts";
import {
  id,
  ids,
  inQuery,
  listOf,
  patchOf,
  rowOf,
  sortBy,
  text,
} from "../../schemas.ts";
import type { A } from "./models.ts";

export type ACreate = z.output<typeof ACreate>;
export const ACreate = z.strictObject({
  b: text(255).min(1),
  cId: id().nullable().default(null),
  dIds: ids().default([]),
});

export const AUpdate = patchOf(ACreate);

export type AQuery = z.output<typeof AQuery>;
export const AQuery = listOf({
  sort: sortBy<A>("b").default("id"),
  b: AUpdate.shape.b,
  cId: inQuery(AUpdate.shape.cId.unwrap().unwrap().optional()),
});

export const AOut = rowOf({
  b: z.string(),
  cId: z.int().nullable(),
  dIds: z.array(z.int()),
});

export const aOut = (row: A): z.output<typeof AOut> => ({
  id: row.id,
  b: row.b,
  cId: row.c?.id ?? null,
  dIds: idsOf(row.d),
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
