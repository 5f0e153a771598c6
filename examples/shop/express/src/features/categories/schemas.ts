import * as z from "zod";
import { id, inQuery, paging, sortBy, text } from "../../schemas.ts";
import type { Category } from "./models.ts";

export const fields = {
  name: text(80).min(1),
  parentId: id().nullable(),
};

export type CategoryCreate = z.output<typeof CategoryCreate>;
export const CategoryCreate = z.strictObject({
  ...fields,
  parentId: fields.parentId.default(null),
});

export type CategoryUpdate = z.output<typeof CategoryUpdate>;
export const CategoryUpdate = z.strictObject(fields).partial();

export type CategoryQuery = z.output<typeof CategoryQuery>;
export const CategoryQuery = z.strictObject({
  ...paging,
  sort: sortBy<Category>("name").default("id"),
  name: fields.name.optional(),
  parentId: inQuery(fields.parentId.unwrap().optional()),
});

export const categoryOut = (row: Category) => ({
  id: row.id,
  name: row.name,
  parentId: row.parent?.id ?? null,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
