/** What all rows have in common, and the types of their columns. */
import { DecimalType, p } from "@mikro-orm/core";

const now = () => new Date();

const instant = () => p.datetime(3);

/** Text with all its decimals, also where the database keeps a number. */
class Decimal extends DecimalType {
  override convertToJSValue(value: unknown) {
    return Number(value).toFixed(this.prop?.scale);
  }
}

export const decimal = (precision: number, scale: number) =>
  p.type(Decimal).precision(precision).scale(scale);

export const columns = {
  id: p.integer().primary(),
  createdAt: instant().onCreate(now),
  updatedAt: instant()
    .onCreate((row) => row.createdAt)
    .onUpdate(now),
};
