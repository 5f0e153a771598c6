/**
 * What goes in and out of customers.
 *
 * Twin: app/features/customers/schemas.py
 */
import * as z from "zod";
import * as fields from "../../http/fields.ts";
import { paging } from "../../http/page.ts";
import type { Customer } from "./models.ts";

const SORT = [
  "name",
  "-name",
  "email",
  "-email",
  "createdAt",
  "-createdAt",
  "updatedAt",
  "-updatedAt",
  "id",
  "-id",
] as const;

export type Create = z.output<typeof Create>;
export const Create = z.strictObject({
  name: fields.string(120, 1),
  email: fields.email(1),
});

export type Update = z.output<typeof Update>;
export const Update = z.strictObject({
  name: fields.string(120, 1).optional(),
  email: fields.email(1).optional(),
});

export type Query = z.output<typeof Query>;
export const Query = z.strictObject({
  ...paging,
  sort: z.enum(SORT).default("id"),
  name: fields.string(120, 1).optional(),
  email: fields.email(1).optional(),
});

export const row = (customer: Customer) => ({
  id: customer.id,
  name: customer.name,
  email: customer.email,
  createdAt: customer.createdAt,
  updatedAt: customer.updatedAt,
});
