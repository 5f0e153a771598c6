/**
 * What goes in and out of aa.
 *
 * Twin: app/features/aa/schemas.py
 */
import * as z from "zod";
import * as fields from "../../http/fields.ts";
import { paging } from "../../http/page.ts";
import type { A } from "./models.ts";

const SORT = [
  "b",
  "-b",
  "createdAt",
  "-createdAt",
  "updatedAt",
  "-updatedAt",
  "id",
  "-id",
] as const;

export type Create = z.output<typeof Create>;
export const Create = z.strictObject({
  b: fields.string(255, 1),
  cId: fields.id().nullable().default(null),
  dIds: fields.ids().default([]),
});

export type Update = z.output<typeof Update>;
export const Update = z.strictObject({
  b: fields.string(255, 1).optional(),
  cId: fields.id().nullable().optional(),
  dIds: fields.ids().optional(),
});

export type Query = z.output<typeof Query>;
export const Query = z.strictObject({
  ...paging,
  sort: z.enum(SORT).default("id"),
  b: fields.string(255, 1).optional(),
  cId: fields.typed(fields.id()).optional(),
});

export const row = (a: A) => ({
  id: a.id,
  b: a.b,
  cId: a.cId,
  dIds: fields.idsIn(a.dIds),
  createdAt: a.createdAt,
  updatedAt: a.updatedAt,
});
