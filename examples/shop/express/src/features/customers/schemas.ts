import * as z from "zod";
import { email, paging, sortBy, text } from "../../schemas.ts";
import type { Customer } from "./models.ts";

export const fields = {
  name: text(120).min(1),
  email: email(),
};

export type CustomerCreate = z.output<typeof CustomerCreate>;
export const CustomerCreate = z.strictObject(fields);

export type CustomerUpdate = z.output<typeof CustomerUpdate>;
export const CustomerUpdate = z.strictObject(fields).partial();

export type CustomerQuery = z.output<typeof CustomerQuery>;
export const CustomerQuery = z.strictObject({
  ...paging,
  sort: sortBy<Customer>("name", "email").default("id"),
  name: fields.name.optional(),
  email: fields.email.optional(),
});

export const customerOut = (row: Customer) => ({
  id: row.id,
  name: row.name,
  email: row.email,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
