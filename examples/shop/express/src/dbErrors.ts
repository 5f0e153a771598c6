/** What the database says, as an HTTP error. */
import {
  CheckConstraintViolationException,
  ConnectionException,
  DriverException,
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
  if (error instanceof DriverException) hideValues(error);
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
  if (isKept(error)) return conflict([]);
  if (isBusy(error)) return away("The data is in use; try again.", error);
  return isLost(error) ? away("The database does not answer.", error) : error;
}

function away(message: string, cause: Error) {
  return createError(503, message, { expose: true, cause });
}

// Why: MikroORM knows neither how PostgreSQL 18 says that other rows need one, nor what
// an exclusion constraint says.
const isKept = ({ code = "" }: Error & { code?: string }) => /^23(001|P01)$/.test(code);

/** Why: an error is logged, and there PostgreSQL tells what is in the row. */
function hideValues(error: Error & { detail?: string }) {
  const hide = (text = "") => text.replaceAll(`\n - detail: ${error.detail}`, "");
  error.message = hide(error.message);
  error.stack = hide(error.stack);
  delete error.detail;
}

const isBusy = ({ code }: Error & { code?: string }) =>
  code === "40P01" || code === "55P03";

// Why by marks of the driver: MikroORM does not convert what BEGIN and COMMIT throw, and
// another service that is away is not the database.
const isLost = (error: Error & { code?: string }) =>
  error instanceof ConnectionException ||
  /^(08...|53...|57...)$/.test(error.code ?? "") ||
  /(Connection terminated|connection error)[\s\S]*[\\/]pg[\\/]|[\\/]pg-pool[\\/]/.test(
    error.stack ?? "",
  );

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

const isNamed = (
  { constraint }: Error & { constraint?: string },
  table: string,
  columns: string[],
) => constraint === [table, ...columns, "unique"].join("_");
