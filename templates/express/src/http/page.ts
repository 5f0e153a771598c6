/**
 * Pages of rows: how many, which ones, in what order.
 *
 * Twin: app/http/page.py
 */
import type { EntityName } from "@mikro-orm/core";
import type { Row } from "../columns.ts";
import { em } from "../db.ts";
import { lists } from "../rows.ts";
import { count } from "./fields.ts";

[# concept input.query #]
/** What the query of every list has. */
export const paging = {
  page: count(1_000_000).prefault(1),
  [# (3) #]
  perPage: count(100).prefault(20),
};
[# /concept #]

export interface Query {
  page: number;
  perPage: number;
  sort: string;
}

export interface Page<T> {
  items: T[];
  page: number;
  perPage: number;
  total: number;
  pages: number;
}

/** Reads one page of the rows that meet the conditions and the query's filters. */
[# concept data.filters #]
export async function paginate<T extends Row>(
  entity: EntityName<T>,
  [# (3) #]
  { page, perPage, sort, ...filters }: Query,
  condition: object = {},
): Promise<Page<T>> {
[# /concept #]
[# concept data.pagination #]
  [# (1) #]
  const [rows, total] = await em().findAndCount(
    entity as EntityName<Row>,
    { $and: [condition, filters] },
    {
      populate: lists(entity as EntityName<Row>),
      orderBy: order(sort),
      [# (2) #]
      limit: perPage,
      offset: (page - 1) * perPage,
    },
  );
  return {
    items: rows as T[],
    page,
    perPage,
    total,
    [# (3) #]
    pages: Math.ceil(total / perPage),
  };
[# /concept #]
}

[# concept data.filters #]
function order(sort: string): Record<string, "asc" | "desc">[] {
  const descends = sort.startsWith("-");
  const name = descends ? sort.slice(1) : sort;
  [# (4) #]
  return [{ [name]: descends ? "desc" : "asc" }, { id: "asc" }];
}
[# /concept #]

[# concept output.json #]
/** The page as it is answered. */
export function show<T>(page: Page<T>, row: (item: T) => object): Page<object> {
  [# (3) #]
  return { ...page, items: page.items.map(row) };
}
[# /concept #]
