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

export const string = (max: number, min = 0) =>
  z.string().check(characters(min, max), withoutNul);
export const text = (min = 0) => string(16_000, min);
export const email = (min = 0) => z.string().check(characters(min, 254), emailAddress);
export const url = (min = 0) => z.string().check(characters(min, 768), webAddress);

export const integer = () => between(-2_147_483_648, 2_147_483_647);
export const bigint = () => between(-9_007_199_254_740_991, 9_007_199_254_740_991);
export const id = () => between(1, 2_147_483_647);
export const float = () => z.number();
export const boolean = () => z.boolean();

export const ids = () =>
  z
    .array(id())
    .max(100)
    .refine((items) => new Set(items).size === items.length, {
      error: "must not repeat an item",
      when: ({ issues }) => issues.length === 0,
    });

export const json = () =>
  z.unknown().check(({ value, issues }) => {
    const issue = { code: "invalid_type", expected: "object", input: value } as const;
    if (value === null) issues.push(issue);
  });

export const idsIn = (list: Collection<Row>) =>
  list.getIdentifiers().sort((one, other) => one - other);

/** For the query string, which has no types: "-3" becomes -3 and "true" true. */
export const typed = <T extends z.ZodType>(schema: T) =>
  z.preprocess((text) => toBoolean(toNumber(text, /^-?[0-9]+$/)), schema);

/** Counts from 1, in plain digits. */
export const count = (max: number) =>
  z.preprocess((text) => toNumber(text, /^[0-9]+$/), between(1, max));

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
  return ({ value, issues }: z.core.ParsePayload<string>) => {
    const length = [...value].length;
    const issue = { origin: "string", inclusive: true, input: value } as const;
    if (length < min) issues.push({ code: "too_small", minimum: min, ...issue });
    if (length > max) issues.push({ code: "too_big", maximum: max, ...issue });
  };
}

function between(min: number, max: number) {
  return z.number({ error: asInteger }).check(whole).min(min).max(max);
}

const asInteger: z.core.$ZodErrorMap = ({ code }) =>
  code === "invalid_type" ? INTEGER : undefined;

// Why not `z.int()`: it has limits of its own.
function whole({ value, issues }: z.core.ParsePayload<number>) {
  const issue = { code: "invalid_type", expected: "int", input: value } as const;
  if (!Number.isInteger(value)) issues.push({ ...issue, message: INTEGER });
}
