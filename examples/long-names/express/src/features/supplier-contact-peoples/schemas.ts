/**
 * What goes in and out of supplier contact peoples.
 *
 * Twin: app/features/supplier_contact_peoples/schemas.py
 */
import * as z from "zod";
import * as fields from "../../http/fields.ts";
import { paging } from "../../http/page.ts";
import type { SupplierContactPersons } from "./models.ts";

const SORT = [
  "fullNameOfThatPerson",
  "-fullNameOfThatPerson",
  "createdAt",
  "-createdAt",
  "updatedAt",
  "-updatedAt",
  "id",
  "-id",
] as const;

export type Create = z.output<typeof Create>;
export const Create = z.strictObject({
  fullNameOfThatPerson: fields.string(255, 1),
});

export type Update = z.output<typeof Update>;
export const Update = z.strictObject({
  fullNameOfThatPerson: fields.string(255, 1).optional(),
});

export type Query = z.output<typeof Query>;
export const Query = z.strictObject({
  ...paging,
  sort: z.enum(SORT).default("id"),
  fullNameOfThatPerson: fields.string(255, 1).optional(),
});

export const row = (supplierContactPersons: SupplierContactPersons) => ({
  id: supplierContactPersons.id,
  fullNameOfThatPerson: supplierContactPersons.fullNameOfThatPerson,
  createdAt: supplierContactPersons.createdAt,
  updatedAt: supplierContactPersons.updatedAt,
});
