/**
 * What goes in and out of tags.
 *
 * Twin: app/features/tags/schemas.py
 */
import * as z from "zod";
import * as fields from "../../http/fields.ts";
import { paging } from "../../http/page.ts";
import type { Tag } from "./models.ts";

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
  name: fields.string(40, 1),
});

export type Update = z.output<typeof Update>;
export const Update = z.strictObject({
  name: fields.string(40, 1).optional(),
});

export type Query = z.output<typeof Query>;
export const Query = z.strictObject({
  ...paging,
  sort: z.enum(SORT).default("id"),
  name: fields.string(40, 1).optional(),
});

export const row = (tag: Tag) => ({
  id: tag.id,
  name: tag.name,
  createdAt: tag.createdAt,
  updatedAt: tag.updatedAt,
});
