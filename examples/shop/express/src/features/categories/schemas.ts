import * as z from "zod";
import { id, inQuery, listOf, patchOf, rowOf, sortBy, text } from "../../schemas.ts";
import type { Category } from "./models.ts";

export type CategoryCreate = z.output<typeof CategoryCreate>;
export const CategoryCreate = z.strictObject({
  name: text(80).min(1),
  parentId: id().nullable().default(null),
});

export const CategoryUpdate = patchOf(CategoryCreate);

export type CategoryQuery = z.output<typeof CategoryQuery>;
export const CategoryQuery = listOf({
  sort: sortBy<Category>("name").default("id"),
  name: CategoryUpdate.shape.name,
  parentId: inQuery(CategoryUpdate.shape.parentId.unwrap().unwrap().optional()),
});

export const CategoryOut = rowOf({
  name: z.string(),
  parentId: z.int().nullable(),
});

export const categoryOut = (row: Category): z.output<typeof CategoryOut> => ({
  id: row.id,
  name: row.name,
  parentId: row.parent?.id ?? null,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
