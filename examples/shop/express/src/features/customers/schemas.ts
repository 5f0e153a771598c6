import * as z from "zod";
import { email, listOf, patchOf, rowOf, sortBy, text } from "../../schemas.ts";
import type { Customer } from "./models.ts";

export type CustomerCreate = z.output<typeof CustomerCreate>;
export const CustomerCreate = z.strictObject({
  name: text(120).min(1),
  email: email(),
});

export const CustomerUpdate = patchOf(CustomerCreate);

export type CustomerQuery = z.output<typeof CustomerQuery>;
export const CustomerQuery = listOf({
  sort: sortBy<Customer>("name", "email").default("id"),
  name: CustomerUpdate.shape.name,
  email: CustomerUpdate.shape.email,
});

export const CustomerOut = rowOf({
  name: z.string(),
  email: z.string(),
});

export const customerOut = (row: Customer): z.output<typeof CustomerOut> => ({
  id: row.id,
  name: row.name,
  email: row.email,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
