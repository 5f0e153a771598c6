import * as z from "zod";
import { listOf, patchOf, rowOf, sortBy, text } from "../../schemas.ts";
import type { Tag } from "./models.ts";

export type TagCreate = z.output<typeof TagCreate>;
export const TagCreate = z.strictObject({
  name: text(40).min(1),
});

export const TagUpdate = patchOf(TagCreate);

export type TagQuery = z.output<typeof TagQuery>;
export const TagQuery = listOf({
  sort: sortBy<Tag>("name").default("id"),
  name: TagUpdate.shape.name,
});

export const TagOut = rowOf({
  name: z.string(),
});

export const tagOut = (row: Tag): z.output<typeof TagOut> => ({
  id: row.id,
  name: row.name,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
