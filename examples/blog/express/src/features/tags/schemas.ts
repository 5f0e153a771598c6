import * as z from "zod";
import { paging, sortBy, text } from "../../schemas.ts";
import type { Tag } from "./models.ts";

export const fields = {
  name: text(40).min(1),
};

export type TagCreate = z.output<typeof TagCreate>;
export const TagCreate = z.strictObject(fields);

export type TagUpdate = z.output<typeof TagUpdate>;
export const TagUpdate = z.strictObject(fields).partial();

export type TagQuery = z.output<typeof TagQuery>;
export const TagQuery = z.strictObject({
  ...paging,
  sort: sortBy<Tag>("name").default("id"),
  name: fields.name.optional(),
});

export const tagOut = (row: Tag) => ({
  id: row.id,
  name: row.name,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
