/** Pages of rows. */
import { LockMode } from "@mikro-orm/core";
import type {
  EntityManager,
  EntityName,
  FilterQuery,
  FindOptions,
  QueryOrderMap,
} from "@mikro-orm/sql";
import type { Paging } from "./schemas.ts";

interface Identified {
  id: number;
}

/** The rows that fit all conditions, as far as they are on the page asked for. */
export async function findPage<Row extends Identified, Hint extends string = never>(
  em: EntityManager,
  model: EntityName<Row>,
  { page, perPage, sort }: Paging,
  conditions: FilterQuery<NoInfer<Row>>[],
  options: Pick<FindOptions<NoInfer<Row>, Hint>, "populate"> = {},
) {
  const name = sort.replace("-", "");
  const first = { [name]: sort === name ? "asc" : "desc" };
  const [items, total] = await em.findAndCount<Row, Hint>(
    model,
    { $and: conditions.map(asked) } as FilterQuery<Row>,
    {
      ...options,
      limit: perPage,
      offset: (page - 1) * perPage,
      orderBy: [first, { id: "asc" }] as QueryOrderMap<Row>[],
    },
  );
  return { items, page, perPage, total, pages: Math.ceil(total / perPage) };
}

// Why: a filter that was not asked for is `undefined`.
const asked = (condition: object) =>
  Object.fromEntries(
    Object.entries(condition).filter(([, value]) => value !== undefined),
  );

/** How a row is found that nobody else may change until the transaction ends. */
export const locked = {
  lockMode: LockMode.PESSIMISTIC_WRITE,
  // Why: the row may have been read before.
  refresh: true,
  // Why: PostgreSQL locks no row of a join that may have none.
  strategy: "select-in",
} as const;
