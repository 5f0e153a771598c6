/**
 * The types of fields: how each is written in JSON, and what it is in TypeScript.
 *
 * Twin: app/http/fields.py
 */
import type { Collection } from "@mikro-orm/core";
import * as z from "zod";
import type { Row } from "../columns.ts";
import { emailAddress, webAddress, withoutNul } from "./spelling.ts";

export { date, datetime, decimal, uuid } from "./spelling.ts";

const INTEGER = "must be of type integer";
const NOT_NULL = ["array", "boolean", "number", "object", "string"];

export const string = (max: number, min = 0) => characters(min, max).check(withoutNul);
export const text = (min = 0) => string(16_000, min);
export const email = (min = 0) => characters(min, 254).check(emailAddress);
export const url = (min = 0) => characters(min, 768).check(webAddress);

export const integer = () => whole(-2_147_483_648, 2_147_483_647);
export const bigint = () => whole(-9_007_199_254_740_991, 9_007_199_254_740_991);
export const id = () => whole(1, 2_147_483_647);
export const float = () => z.number();
export const boolean = () => z.boolean();

export const ids = () =>
  z
    .array(id())
    .max(100)
    .refine((items) => new Set(items).size === items.length, {
      error: "must not repeat an item",
      when: ({ issues }) => issues.length === 0,
    })
    .meta({ uniqueItems: true });

export const idsIn = (list: Collection<Row>) =>
  list.getIdentifiers().sort((one, other) => one - other);

export const json = () =>
  z
    .unknown()
    .check(({ value, issues }) => {
      const issue = { code: "invalid_type", expected: "object", input: value } as const;
      if (value === null) issues.push(issue);
    })
    .meta({ type: NOT_NULL, items: {} });

/** For the query string, which has no types: "-3" becomes -3 and "true" true. */
export const typed = <T extends z.ZodType>(schema: T) =>
  z.preprocess((text) => toBoolean(toNumber(text, /^-?[0-9]+(\.0+)?$/)), schema);

[# concept input.query #]
/** Counts from 1, in plain digits. */
export const count = (max: number) =>
  z.preprocess((text) => toNumber(text, /^[0-9]+(\.0+)?$/), whole(1, max));
[# /concept #]

function toNumber(text: unknown, digits: RegExp): unknown {
  if (typeof text !== "string" || !digits.test(text)) return text;
  // Why a limit: more digits than a double holds are still a number, not infinity.
  return Math.min(Math.max(Number(text), -Number.MAX_VALUE), Number.MAX_VALUE);
}

function toBoolean(text: unknown): unknown {
  return text === "true" || text === "false" ? text === "true" : text;
}

// Why not `.min()` and `.max()`: JavaScript counts UTF-16 units, the contract code points.
function characters(min: number, max: number) {
  return z
    .string()
    .check(({ value, issues }) => {
      const length = [...value].length;
      const issue = { origin: "string", inclusive: true, input: value } as const;
      if (length < min) issues.push({ code: "too_small", minimum: min, ...issue });
      if (length > max) issues.push({ code: "too_big", maximum: max, ...issue });
    })
    .meta(min > 0 ? { minLength: min, maxLength: max } : { maxLength: max });
}

// Why not `z.int()`: it has limits of its own.
function whole(min: number, max: number) {
  const error: z.core.$ZodErrorMap = ({ code }) =>
    code === "invalid_type" ? INTEGER : undefined;
  return z
    .number({ error })
    .check(({ value, issues }) => {
      const issue = { code: "invalid_type", expected: "int", input: value } as const;
      if (!Number.isInteger(value)) issues.push({ ...issue, message: INTEGER });
    })
    .min(min)
    .max(max)
    .meta({ type: "integer" });
}
