/**
 * Finds, writes and deletes rows; what the database refuses becomes a Problem.
 *
 * Twin: app/rows.py
 */
import { isDeepStrictEqual } from "node:util";
import {
  Collection,
  ConstraintViolationException,
  DeadlockException,
  DriverException,
  type EntityName,
  LockWaitTimeoutException,
  ReferenceKind,
} from "@mikro-orm/core";
import type { Row } from "./columns.ts";
import { em } from "./db.ts";
import { isLost, taken } from "./dialect.ts";
import { type FieldError, Problem } from "./errors.ts";

type Target = EntityName<Row>;

export async function find<T extends Row>(entity: EntityName<T>, id: number) {
  const populate = lists(entity as Target);
  const row = await em().findOne(entity as Target, { id }, { populate });
  if (!row) throw new Problem(404);
  return row as T;
}

/** What to read with a row: the ids in its lists. */
export function lists(entity: Target): never[] {
  const { relations } = em().getMetadata(entity);
  const many = relations.filter(({ kind }) => kind === ReferenceKind.MANY_TO_MANY);
  return many.map(({ name }) => `${name}:ref`) as never[];
}

/** Writes what changed since the session was opened; `row` must still be there. */
export async function save(row?: Row): Promise<void> {
  await orConflict(em().flush(), "The request conflicts with existing data.");
  if (!row) return;

  // Why asked: MikroORM does not say when an update has changed no row.
  const count = await em().count(row.constructor as Target, { id: row.id });
  if (count === 0) throw new Problem(404);
}

export async function remove(entity: Target, id: number): Promise<void> {
  const deletion = em().nativeDelete(entity, { id });
  const count = await orConflict(deletion, "Other records refer to this one.");
  if (count === 0) throw new Problem(404);
}

async function orConflict<T>(writing: Promise<T>, detail: string): Promise<T> {
  try {
    return await writing;
  } catch (error) {
    if (error instanceof ConstraintViolationException) {
      throw new Problem(409, detail, takenField(error));
    }
    // Why: another transaction got in the way, and has won.
    if (error instanceof DeadlockException) throw new Problem(409, detail);
    if (error instanceof LockWaitTimeoutException) throw new Problem(409, detail);
    // Why: where a transaction cannot begin, MikroORM passes on the driver's own error.
    const own = new DriverException(error as Error);
    throw isLost(own) ? own : error;
  }
}

/** Names the field, where a unique constraint was violated. */
function takenField(error: ConstraintViolationException): FieldError[] | undefined {
  const constraint = taken(error);
  for (const { tableName, props } of em().getMetadata().getAll().values()) {
    for (const { name, fieldNames } of props) {
      if (constraint !== `${tableName}_${fieldNames?.[0]}_unique`) continue;
      return [fieldError(name, "unique", "is already taken")];
    }
  }
  return undefined;
}

/** Refuses references to rows that do not exist. */
export async function refuseMissing(
  data: Record<string, unknown>,
  targets: Record<string, Target>,
): Promise<void> {
  const errors = [];
  for (const [name, target] of Object.entries(targets)) {
    const ids = [data[name] ?? []].flat() as number[];
    const found = ids.length && (await em().count(target, { id: { $in: ids } }));
    if (found === ids.length) continue;
    errors.push(fieldError(name, "reference", "does not exist"));
  }
  if (errors.length === 0) return;
  throw new Problem(409, "The request conflicts with existing data.", errors);
}

function fieldError(name: string, code: string, detail: string): FieldError {
  return { in: "body", pointer: `/${name}`, code, detail };
}

/** Takes over what differs. A row changes with its lists. */
export function assign<T extends Row>(row: T, data: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(data)) {
    const old = row[name as keyof T];
    if (old instanceof Collection) replace(row, old, value as number[]);
    // Why not always: MikroORM takes JSON in another order of keys for a change.
    else if (!isDeepStrictEqual(old, value)) Object.assign(row, { [name]: value });
  }
}

function replace(row: Row, list: Collection<Row>, ids: number[]): void {
  const before = new Set(list.getIdentifiers());
  if (before.symmetricDifference(new Set(ids)).size === 0) return;
  em().assign(row, { [list.property.name]: ids } as never);
  row.updatedAt = new Date();
}
