import * as z from "zod";
import { listOf, patchOf, rowOf, sortBy, text } from "../../schemas.ts";
import type { SupplierContactPersons } from "./models.ts";

export type SupplierContactPersonsCreate = z.output<
  typeof SupplierContactPersonsCreate
>;
export const SupplierContactPersonsCreate = z.strictObject({
  fullNameOfThatPerson: text(255).min(1),
});

export const SupplierContactPersonsUpdate = patchOf(SupplierContactPersonsCreate);

export type SupplierContactPersonsQuery = z.output<typeof SupplierContactPersonsQuery>;
export const SupplierContactPersonsQuery = listOf({
  sort: sortBy<SupplierContactPersons>("fullNameOfThatPerson").default("id"),
  fullNameOfThatPerson: SupplierContactPersonsUpdate.shape.fullNameOfThatPerson,
});

export const SupplierContactPersonsOut = rowOf({
  fullNameOfThatPerson: z.string(),
});

export const supplierContactPersonsOut = (
  row: SupplierContactPersons,
): z.output<typeof SupplierContactPersonsOut> => ({
  id: row.id,
  fullNameOfThatPerson: row.fullNameOfThatPerson,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
