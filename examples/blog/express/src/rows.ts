/** Pages of rows, and the rows that a body refers to. */
import { LockMode } from "@mikro-orm/core";
import type {
  Collection,
  EntityManager,
  EntityName,
  FilterQuery,
  FindOptions,
  QueryOrderMap,
} from "@mikro-orm/sql";
import type { FieldError } from "./errors.ts";
import { conflict, fieldError } from "./input.ts";
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

export const idsOf = (rows: Collection<Identified>) =>
  rows.getIdentifiers().sort((one, other) => one - other);

/** The rows that a body refers to, and what is told about those that are missing. */
export class References {
  readonly #em: EntityManager;
  readonly #missing: FieldError[] = [];

  constructor(em: EntityManager) {
    this.#em = em;
  }

  async many<T extends Identified, I extends number[] | undefined>(
    model: EntityName<T>,
    key: string,
    ids: I,
  ): Promise<T[] | Exclude<I, number[]>> {
    if (!ids) return ids as Exclude<I, number[]>;
    const rows = await this.#em.find(model, { id: ids } as FilterQuery<T>);
    if (rows.length < ids.length) this.#miss(key);
    return rows;
  }

  async one<T extends Identified, I extends number | null | undefined>(
    model: EntityName<T>,
    key: string,
    id: I,
  ): Promise<T | Exclude<I, number>> {
    if (!id) return id as Exclude<I, number>;
    const row = await this.#em.findOne(model, { id } as FilterQuery<T>);
    if (!row) this.#miss(key);
    return row as T;
  }

  #miss(key: string) {
    this.#missing.push(fieldError("body", [key], "reference"));
  }

  /** Why not at once: all that are missing are told together. */
  check() {
    if (this.#missing.length > 0) throw conflict(this.#missing);
  }
}
