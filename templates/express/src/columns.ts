/**
 * Types of columns.
 *
 * Twin: app/columns.py
 */
import {
  DecimalType,
  type EntityName,
  p,
  UnderscoreNamingStrategy,
} from "@mikro-orm/core";
import { JSON_TYPE } from "./dialect.ts";

export interface Row {
  id: number;
  createdAt: Date;
  updatedAt: Date;
}

export const id = () => p.integer().primary();
export const createdAt = () => datetime().onCreate(() => new Date());
export const updatedAt = () =>
  datetime()
    .onCreate((row) => row.createdAt)
    .onUpdate(() => new Date());

export const string = (length: number) => p.string().length(length);
export const text = () => p.text();
export const integer = () => p.integer();
export const bigint = () => p.bigint("number");
export const float = () => p.double();
export const decimal = (precision: number, scale: number) =>
  p.type(Decimal).precision(precision).scale(scale);
export const boolean = () => p.boolean();
export const date = () => p.date();
export const datetime = () => p.datetime(3);
export const uuid = () => p.uuid();
export const json = () => p.json<unknown>().columnType(JSON_TYPE);

/** Text with all its decimals, also where the database keeps a number. */
class Decimal extends DecimalType {
  override convertToJSValue(value: unknown) {
    return Number(value).toFixed(this.prop?.scale);
  }
}

/** Why: a reference is a property `postId`, and its column is `post_id`. */
export class Names extends UnderscoreNamingStrategy {
  override joinKeyColumnName(property: string) {
    return this.propertyToColumnName(property);
  }
}

const key = (target: EntityName<Row>) => p.manyToOne(target).mapToPk().index();

/** The id of a row that has to stay. */
export const reference = (target: EntityName<Row>) =>
  key(target).deleteRule("restrict");

/** The id of a row; null once that is deleted. */
export const optionalReference = (target: EntityName<Row>) =>
  key(target).nullable().deleteRule("set null");

[# concept data.many #]
/** Half of a row in a join table. */
export const joined = (target: EntityName<Row>) =>
  [# (2) #]
  key(target).primary().deleteRule("cascade");
[# /concept #]

export const list = (target: EntityName<Row>, table: EntityName) =>
  p
    .manyToMany(target)
    .owner()
    .pivotEntity(() => table);

// Why written out: TypeScript cannot infer them where tables refer to each other.
export type Reference = ReturnType<typeof reference>;
export type OptionalReference = ReturnType<typeof optionalReference>;
export type Joined = ReturnType<typeof joined>;
export type List = ReturnType<typeof list>;
