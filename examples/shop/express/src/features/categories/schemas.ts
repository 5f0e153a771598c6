/**
 * What goes in and out of categories.
 *
 * Twin: app/features/categories/schemas.py
 */
import * as z from "zod";
import * as fields from "../../http/fields.ts";
import { paging } from "../../http/page.ts";
import type { Category } from "./models.ts";

const SORT = [
  "name",
  "-name",
  "createdAt",
  "-createdAt",
  "updatedAt",
  "-updatedAt",
  "id",
  "-id",
] as const;

export type Create = z.output<typeof Create>;
export const Create = z.strictObject({
  name: fields.string(80, 1),
  parentId: fields.id().nullable().default(null),
});

export type Update = z.output<typeof Update>;
export const Update = z.strictObject({
  name: fields.string(80, 1).optional(),
  parentId: fields.id().nullable().optional(),
});

export type Query = z.output<typeof Query>;
export const Query = z.strictObject({
  ...paging,
  sort: z.enum(SORT).default("id"),
  name: fields.string(80, 1).optional(),
  parentId: fields.typed(fields.id()).optional(),
});

export const row = (category: Category) => ({
  id: category.id,
  name: category.name,
  parentId: category.parentId,
  createdAt: category.createdAt,
  updatedAt: category.updatedAt,
});
