/**
 * Reads a request and checks it, in the order of the contract.
 *
 * Twin: app/http/input.py
 */
import type { Express, Request } from "express";
import type * as z from "zod";
import type { Config } from "../config.ts";
import { Problem } from "../errors.ts";
import { detail, type Place, toErrors } from "./invalid.ts";
import { readJson } from "./json.ts";

export function initInput(app: Express): void {
  app.set("query parser", parseQuery);
}

/** The id in a path. Throws 404 for what can be no id. */
export function rowId(text: string): number {
  const id = /^[1-9][0-9]{0,9}$/.test(text) ? Number(text) : 0;
  if (id < 1 || id > 2_147_483_647) throw new Problem(404);
  return id;
}

/** The body as the schema describes it. Throws 413, 408, 415, 400 or 422. */
export async function body<T extends z.ZodType>(req: Request, schema: T) {
  const config: Config = req.app.get("config");
  const value = await readJson(req, config);
  return check("body", schema, value);
}

/** The query string as the schema describes it. Throws 422. */
export function query<T extends z.ZodType>(req: Request, schema: T) {
  return check("query", schema, req.query);
}

/** A parameter that is given twice becomes a list, which no schema expects. */
function parseQuery(text: string | null) {
  // Why "&": without it a question mark at the beginning would be dropped.
  const query = new URLSearchParams(`&${text ?? ""}`);
  const given = Map.groupBy(query, ([name]) => name);
  return Object.fromEntries(
    given.entries().map(([name, pairs]) => {
      const values = pairs.map(([, value]) => value);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

function check<T extends z.ZodType>(place: Place, schema: T, value: unknown) {
  const result = schema.safeParse(value, { error: detail, reportInput: true });
  if (result.success) return result.data;

  const errors = toErrors(place, result.error.issues);
  throw new Problem(422, "The request is not valid.", errors);
}
