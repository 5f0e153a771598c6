/**
 * openapi.json says what the schemas accept and write.
 *
 * Twin: tests/test_schemas.py
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as z from "zod";
import { Make } from "./factories.ts";

// biome-ignore lint/suspicious/noExplicitAny: a schema has whatever keys it has.
type Schema = Record<string, any>;

const DOCUMENT: Schema = JSON.parse(readFileSync("openapi.json", "utf8"));
const SCHEMAS: Schema = DOCUMENT.components.schemas;
const PARAMETERS: Schema = DOCUMENT.components.parameters;
const RESOURCES = [
  {
    name: "Note",
    code: await import("../src/features/notes/schemas.ts"),
    row: (make: Make) => make.note(),
    path: "/api/notes",
  },
];

test("describes the schemas", async () => {
  const make = new Make();
  for (const { name, code, row } of RESOURCES) {
    const answer = SCHEMAS[name].properties;
    assert.deepEqual(read(code.Create), simple(SCHEMAS[`${name}Create`]));
    assert.deepEqual(read(code.Update), simple(SCHEMAS[`${name}Update`]));
    assert.deepEqual(Object.keys(await row(make)), Object.keys(answer));
  }
});

test("describes the queries", () => {
  for (const { code, path } of RESOURCES) {
    const listed: Schema[] = DOCUMENT.paths[path].get.parameters;
    const found = listed.map((parameter) => ({ ...parameter, ...named(parameter) }));
    const expected = found.map(({ name, schema }) => [name, simple(schema)]);
    assert.deepEqual(read(code.Query).properties, Object.fromEntries(expected));
  }
});

const named = ({ $ref = "" }: Schema) => PARAMETERS[$ref.split("/").at(-1)];
const read = (schema: z.ZodType) => simple(z.toJSONSchema(schema, { io: "input" }));

/** The same schema in one spelling: no references, null as one of the types. */
function simple({ $ref, $schema, format, anyOf, ...schema }: Schema): Schema {
  delete schema.additionalProperties;
  if ($ref) return simple({ ...SCHEMAS[$ref.split("/").at(-1)], ...schema });
  if (schema.pattern) schema.pattern = schema.pattern.replaceAll("\\/", "/");
  if (anyOf) return { ...orNull(simple(anyOf[0])), ...schema };

  const { items, properties, required = [] } = schema;
  if (items) schema.items = simple(items);
  if (!properties) return schema;
  const entries = Object.entries<Schema>(properties);
  const simpler = entries.map(([name, value]) => [name, simple(value)]);
  schema.properties = Object.fromEntries(simpler);
  return { ...schema, required: required.sort() };
}

function orNull(schema: Schema): Schema {
  const nullable = { ...schema, type: [schema.type, "null"].flat() };
  return schema.enum ? { ...nullable, enum: [...schema.enum, null] } : nullable;
}
