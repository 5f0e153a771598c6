/** What JSON may hold: the types that the schemas of all resources are made of. */
import * as z from "zod";

export const MAX_ID = 2 ** 31 - 1;

export const text = (most: number) =>
  z
    .string()
    .max(most)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL keeps no NUL
    .regex(/^[^\u0000]*$/)
    // Why: half a character is stored as another one.
    .refine((given) => given.isWellFormed(), { params: { code: "pattern" } });

export const id = () => z.int().min(1).max(MAX_ID);

export const ids = () =>
  z
    .array(id())
    .max(100)
    .refine((items) => new Set(items).size === items.length, {
      params: { code: "uniqueItems" },
    })
    .meta({ uniqueItems: true });

export const instant = () =>
  z.iso
    .datetime({ offset: true })
    .meta({ pattern: "^[1-9]" })
    .transform((written) => new Date(written))
    // Why: a year has four digits, also in UTC.
    .refine((date) => /^[1-9]\d{3}-/.test(date.toISOString()));

/** What a `PATCH` may have: any of a body, and no default in its place. */
export function patchOf<S extends z.core.$ZodLooseShape>({ shape }: z.ZodObject<S>) {
  const fields = Object.entries(shape).map(([name, field]) => [name, bare(field)]);
  return z.strictObject(Object.fromEntries(fields) as Bare<S>).partial();
}

const bare = (field: z.ZodType) =>
  field instanceof z.ZodDefault || field instanceof z.ZodPrefault
    ? field.unwrap()
    : field;

type Bare<S> = {
  [Name in keyof S]: S[Name] extends z.ZodDefault<infer F> | z.ZodPrefault<infer F>
    ? F
    : S[Name];
};

/** What an answer has of a row. */
export const rowOf = <S extends z.core.$ZodLooseShape>(fields: S) =>
  z.object({
    id: z.int(),
    ...fields,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  });

/** In a query all is text: reads what looks like a number or a truth. */
export const inQuery = <S extends z.ZodType>(schema: S) =>
  z.preprocess((given) => {
    if (given === "true" || given === "false") return given === "true";
    return typeof given === "string" && /^-?\d+$/.test(given) ? Number(given) : given;
  }, schema);

/** What the query of a list may have. */
export const listOf = <S extends z.core.$ZodLooseShape>(filters: S) =>
  z.strictObject({
    page: inQuery(z.int().min(1).max(1_000_000).default(1)),
    perPage: inQuery(z.int().min(1).max(100).default(20)),
    ...filters,
  });

/** What a list can be sorted by; `-` before a name turns the order round. */
export function sortBy<Row>(...names: (keyof Row & string)[]) {
  const all = ["id", ...names, "createdAt", "updatedAt"] as const;
  return z.enum(all.flatMap((name) => [name, `-${name}`] as const));
}

export interface Paging<Name extends string = string> {
  page: number;
  perPage: number;
  sort: Name | `-${Name}`;
}
