/**
 * Says what is wrong with a request, in the words of the contract.
 *
 * Twin: app/http/invalid.py
 */
import type * as z from "zod";
import type { FieldError } from "../errors.ts";

export type Place = FieldError["in"];
type Issue = z.core.$ZodIssue;

/** The detail of an issue, where its schema has none of its own. */
export const detail: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      return `must be of type ${issue.expected}`;
    case "invalid_value":
      return `must be one of ${issue.values.join(", ")}`;
    case "too_small":
      if (issue.origin === "number") return `must be at least ${issue.minimum}`;
      return `must have ${issue.minimum} or more characters`;
    case "too_big":
      if (issue.origin === "number") return `must be at most ${issue.maximum}`;
      if (issue.origin === "array") return `must have at most ${issue.maximum} items`;
      return `must have at most ${issue.maximum} characters`;
    case "unrecognized_keys":
      return "is not allowed";
    default:
      return undefined;
  }
};

/** One error per place. */
export function toErrors(place: Place, issues: Issue[]): FieldError[] {
  const errors = new Map<string, FieldError>();
  for (const issue of issues.flatMap(eachKey)) {
    const pointer = issue.path.map(segment).join("");
    // Why the first: the checks of a field run in the order of the contract.
    if (errors.has(pointer)) continue;
    const [code, detail] = describe(issue);
    errors.set(pointer, { in: place, pointer, code, detail });
  }
  return [...errors.values()];
}

/** Zod reports the unknown keys of an object together. */
function eachKey(issue: Issue): Issue[] {
  if (issue.code !== "unrecognized_keys") return [issue];
  return issue.keys.map((key) => ({ ...issue, path: [...issue.path, key] }));
}

function segment(part: PropertyKey): string {
  return `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

function describe(issue: Issue): [code: string, detail: string] {
  if (issue.input === undefined) return ["required", "is required"];
  switch (issue.code) {
    case "invalid_type":
      return ["type", issue.message];
    case "invalid_value":
      if (typeof issue.input === "string") return ["enum", issue.message];
      return ["type", "must be of type string"];
    case "too_small":
      return [issue.origin === "string" ? "minLength" : "minimum", issue.message];
    case "too_big":
      return [MAXIMA[issue.origin] ?? "maximum", issue.message];
    case "invalid_format":
      return [issue.format, issue.message];
    case "unrecognized_keys":
      return ["additionalProperties", issue.message];
    default:
      return ["uniqueItems", issue.message];
  }
}

const MAXIMA: Record<string, string> = { string: "maxLength", array: "maxItems" };
