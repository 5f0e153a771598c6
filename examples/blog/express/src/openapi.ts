/** Makes an OpenAPI document of operations and of the schemas that routes use. */
import { STATUS_CODES } from "node:http";
import * as z from "zod";
import { createDocument, type ZodOpenApiOperationObject } from "zod-openapi";

/** What else OpenAPI knows, such as `security` or `deprecated`, is passed on. */
interface Operation extends Omit<ZodOpenApiOperationObject, "responses"> {
  summary: string;
  query?: z.ZodObject;
  body?: z.ZodType;
  answer?: z.ZodType;
  status?: number;
  refusals?: number[];
}
export type Paths = Record<string, Record<string, Operation>>;

const FieldError = z.object({
  in: z.string(),
  pointer: z.string(),
  code: z.string(),
  detail: z.string(),
});
const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    errors: z.array(FieldError).optional(),
  })
  .meta({ id: "Problem" });
const Id = z.int().min(1).max(2_147_483_647);

export function describe(title: string, features: { paths: Paths }[]) {
  const written: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const { paths } of features) {
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        written[path] = { ...written[path], [method]: write(path, operation) };
      }
    }
  }
  const info = { title, version: "0.1.0" };
  const components = { securitySchemes: {} };
  const rest = { info, servers: [{ url: "/" }], security: [], components };
  return createDocument({ openapi: "3.1.0", ...rest, paths: written });
}

function write(path: string, operation: Operation): ZodOpenApiOperationObject {
  const { query, body, answer, status = 200, refusals = [], ...others } = operation;
  const names = [...path.matchAll(/{(\w+)}/g)].map(([, name]) => name);
  const ids = names.map((name) => [name, name === "id" ? Id : z.string()]);
  const codes = new Set(refusals);
  if (names.length > 0) codes.add(404);
  if (query) codes.add(422);
  if (body) for (const code of [400, 413, 415, 422]) codes.add(code);

  return {
    operationId: operationIdOf(operation.summary),
    tags: [path.split("/")[2] ?? path],
    requestParams: { path: z.object(Object.fromEntries(ids)), ...(query && { query }) },
    ...(body && { requestBody: { required: true, content: json(body) } }),
    responses: {
      [status]: {
        description: "Done",
        ...(answer && { content: json(answer) }),
        ...(status === 201 && { headers: z.object({ Location: z.string() }) }),
      },
      ...Object.fromEntries([...codes].map((code) => [code, refusal(code)])),
    },
    ...others,
  };
}

const upper = (letter: string) => letter.toUpperCase();

/** Why the summary: it says what is done, and clients name a function so. */
function operationIdOf(summary: string) {
  const [first = "", ...others] = summary.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return first + others.map((word) => word.replace(/./u, upper)).join("");
}

const json = (schema: z.ZodType) => ({ "application/json": { schema } });

const refusal = (code: number) => ({
  description: STATUS_CODES[code] ?? "Refused",
  content: { "application/problem+json": { schema: Problem } },
});

/** How the schemas of a resource are called. */
type Schemas<Name extends string> = {
  [Key in `${Name}${"Create" | "Update" | "Query" | "Out"}`]: z.ZodObject;
};

const pageSchema = (id: string, row: z.ZodType) =>
  z
    .object({
      items: z.array(row),
      page: z.int(),
      perPage: z.int(),
      total: z.int(),
      pages: z.int(),
    })
    .meta({ id });

/** The five operations that all resources have, and `lists` of it: paths, summaries. */
export function crud<Name extends string>(
  path: string,
  one: string,
  name: Name,
  schemas: Schemas<Name>,
  lists: Record<string, string> = {},
): Paths {
  const create = schemas[`${name}Create` as const].meta({ id: `${name}Create` });
  const update = schemas[`${name}Update` as const].meta({ id: `${name}Update` });
  const answer = schemas[`${name}Out` as const].meta({ id: `${name}Out` });
  const query = schemas[`${name}Query` as const];
  const page = pageSchema(`${name}Page`, answer);
  const many = path.replace("/api/", "").replaceAll("-", " ");
  const refusals = [409];
  const paths: Paths = {
    [path]: {
      get: { summary: `List ${many}`, query, answer: page },
      post: { summary: `Create ${one}`, body: create, answer, status: 201, refusals },
    },
    [`${path}/{id}`]: {
      get: { summary: `Get ${one}`, answer },
      patch: { summary: `Update ${one}`, body: update, answer, refusals },
      delete: { summary: `Delete ${one}`, status: 204, refusals },
    },
  };
  for (const [path, summary] of Object.entries(lists)) {
    paths[path] = { get: { summary, query, answer: page } };
  }
  return paths;
}
