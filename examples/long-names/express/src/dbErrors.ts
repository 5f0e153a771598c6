/** What the database says, as an HTTP error. */
import {
  CheckConstraintViolationException,
  ConnectionException,
  ForeignKeyConstraintViolationException,
  NotFoundError,
  RequestContext,
  UniqueConstraintViolationException,
} from "@mikro-orm/core";
import type { ErrorRequestHandler } from "express";
import createError from "http-errors";
import type { FieldError } from "./errors.ts";
import { conflict, fieldError } from "./input.ts";

// Why four: Express knows an error handler by them.
export const translateDbErrors: ErrorRequestHandler = (thrown, _req, _res, next) => {
  next(translate(thrown));
};

function translate(error: unknown): unknown {
  if (error instanceof NotFoundError) return createError(404);
  if (error instanceof UniqueConstraintViolationException) {
    return conflict(takenFields(error));
  }
  if (error instanceof ForeignKeyConstraintViolationException) return conflict([]);
  // Why as it is: it is logged then, and nobody outside is told the words of a database.
  if (error instanceof CheckConstraintViolationException) {
    return Object.assign(error, { status: 422 });
  }
  if (!(error instanceof Error)) return error;
  if (isBusy(error)) return away("The data is in use; try again.", error);
  return isLost(error) ? away("The database does not answer.", error) : error;
}

function away(message: string, cause: Error) {
  return createError(503, message, { expose: true, cause });
}

const isBusy = ({ code = "" }: Error & { code?: string }) =>
  /^ER_LOCK_(DEADLOCK|WAIT_TIMEOUT)$/.test(code);

// Why by marks of the driver: MikroORM does not convert what BEGIN and COMMIT throw, and
// another service that is away is not the database.
const isLost = (error: Error & { fatal?: boolean; errno?: number }) =>
  error instanceof ConnectionException ||
  error.fatal === true ||
  // A statement that was cancelled: by hand, and by MySQL or MariaDB for its time.
  [1317, 3024, 1969].includes(error.errno ?? 0);

/** The fields of the unique constraint that the database names. */
function takenFields(error: UniqueConstraintViolationException): FieldError[] {
  const models = RequestContext.getEntityManager()?.getMetadata().getAll().values();
  for (const { tableName, properties, props, uniques } of models ?? []) {
    const several = uniques.map(({ properties: names = [] }) => [names].flat());
    for (const names of [...props.map(({ name }) => [name]), ...several]) {
      const members = names.flatMap((name) => properties[name] ?? []);
      const columns = members.flatMap(({ fieldNames = [] }) => fieldNames);
      if (!isNamed(error, tableName, columns)) continue;
      return members.map(({ name, targetMeta }) =>
        fieldError("body", [targetMeta ? `${name}Id` : name], "unique"),
      );
    }
  }
  return [];
}

const isNamed = ({ message }: Error, table: string, columns: string[]) => {
  const name = [table, ...columns, "unique"].join("_");
  return new RegExp(`for key '(\\w+\\.)?${name}'$`).test(message);
};
