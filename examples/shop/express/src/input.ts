/** Reads a request and checks it against a schema. */
import type { Request, RequestParamHandler } from "express";
import createError from "http-errors";
import type * as z from "zod";
import { type FieldError, FieldErrors } from "./errors.ts";
import { MAX_ID } from "./schemas.ts";

const MOST_ERRORS = 100;

// Why in this order: of several errors at one place the first is told.
const DETAILS = {
  required: "is required",
  additionalProperties: "is not allowed",
  type: "has another type",
  minLength: "is too short",
  maxLength: "is too long",
  pattern: "has characters that are not allowed",
  minimum: "is too small",
  maximum: "is too large",
  maxItems: "has too many items",
  uniqueItems: "has an item twice",
  enum: "is not one of the choices",
  format: "is not written as it should be",
  reference: "does not exist",
  unique: "is already taken",
};
type Code = keyof typeof DETAILS;
const CODES = Object.keys(DETAILS);

export function readBody<S extends z.ZodType>(req: Request, schema: S): z.output<S> {
  if (!req.is("json")) throw createError(415, "Send the body as application/json.");
  return parse("body", req.body, schema);
}

export function readQuery<S extends z.ZodType>(req: Request, schema: S): z.output<S> {
  return parse("query", req.query, schema);
}

/** Leaves a route whose id no row can have. */
export const skipOddIds: RequestParamHandler = (_req, _res, next, id) =>
  next(/^[1-9]\d{0,9}$/.test(id) && Number(id) <= MAX_ID ? undefined : "route");

export const idOf = ({ params }: Request<{ id: string }>) => Number(params.id);

function parse<S extends z.ZodType>(where: string, input: unknown, schema: S) {
  const { success, data, error } = schema.safeParse(input, { reportInput: true });
  if (!success) throw invalid(where, error.issues);
  return data;
}

function invalid(where: string, issues: z.core.$ZodIssue[]) {
  const all = issues.flatMap((issue) => fieldErrors(where, issue)).sort(inOrder);
  // Why: one error for each place, and not more than somebody would read.
  const errors = all.filter(({ pointer }, at) => pointer !== all[at - 1]?.pointer);
  const more = errors.splice(MOST_ERRORS).length;
  const rest = more > 0 ? ` ${more} more errors are not listed.` : "";
  return new FieldErrors(422, `The request is not valid.${rest}`, errors);
}

function fieldErrors(where: string, issue: z.core.$ZodIssue) {
  if (issue.code !== "unrecognized_keys") {
    return [fieldError(where, issue.path, codeOf(issue))];
  }
  const paths = issue.keys.map((key) => [...issue.path, key]);
  return paths.map((path) => fieldError(where, path, "additionalProperties"));
}

/** The request does not fit what the database has. */
export function conflict(errors: FieldError[]) {
  const message = "The request conflicts with existing data.";
  return new FieldErrors(409, message, errors.sort(inOrder));
}

export function fieldError(where: string, path: PropertyKey[], code: Code): FieldError {
  // Why: RFC 6901 has the slash between names.
  const quoted = (name: string) => name.replaceAll("~", "~0").replaceAll("/", "~1");
  const pointer = path.map((name) => `/${quoted(String(name))}`).join("");
  return { in: where, pointer, code, detail: DETAILS[code] };
}

function codeOf(issue: z.core.$ZodIssue): Code {
  const { input } = issue;
  if (input === undefined) return "required";
  switch (issue.code) {
    case "invalid_value":
      return typeof input === "string" ? "enum" : "type";
    case "too_small":
      return typeof input === "string" ? "minLength" : "minimum";
    case "too_big":
      if (Array.isArray(input)) return "maxItems";
      return typeof input === "string" ? "maxLength" : "maximum";
    case "invalid_format":
      return issue.format === "regex" ? "pattern" : "format";
    case "custom":
      return issue.params?.code ?? "format";
    default:
      return "type";
  }
}

function inOrder(one: FieldError, other: FieldError): number {
  if (one.pointer !== other.pointer) return one.pointer < other.pointer ? -1 : 1;
  return CODES.indexOf(one.code) - CODES.indexOf(other.code);
}
