import * as z from "zod";
import { paging, sortBy, text } from "../../schemas.ts";
import type { SupplierContactPersons } from "./models.ts";

const fields = {
  fullNameOfThatPerson: text(255).min(1),
};

export type SupplierContactPersonsCreate = z.output<
  typeof SupplierContactPersonsCreate
>;
export const SupplierContactPersonsCreate = z.strictObject(fields);

export type SupplierContactPersonsUpdate = z.output<
  typeof SupplierContactPersonsUpdate
>;
export const SupplierContactPersonsUpdate = z.strictObject(fields).partial();

export type SupplierContactPersonsQuery = z.output<typeof SupplierContactPersonsQuery>;
export const SupplierContactPersonsQuery = z.strictObject({
  ...paging,
  sort: sortBy<SupplierContactPersons>("fullNameOfThatPerson").default("id"),
  fullNameOfThatPerson: fields.fullNameOfThatPerson.optional(),
});

export const supplierContactPersonsOut = (row: SupplierContactPersons) => ({
  id: row.id,
  fullNameOfThatPerson: row.fullNameOfThatPerson,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
