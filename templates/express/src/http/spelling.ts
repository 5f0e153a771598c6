/**
 * Values that JSON has no type for: each is a string with one spelling.
 *
 * Twin: app/http/spelling.py
 */
import * as z from "zod";

const DAY = "[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}";
const TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
const DATE = `^${DAY}$`;
const INSTANT = `^${DAY}T${TIME}:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-]${TIME})$`;
const UUID =
  "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$";
const EMAIL = "^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$";
const URL = "^https?://[!-~]+$";
const NO_NUL = "^[^\\u0000]*$";

export const withoutNul = z.stringFormat(
  "pattern",
  RegExp(NO_NUL),
  "has characters that are not allowed",
);
export const emailAddress = spelled("an email address", RegExp(EMAIL));
export const webAddress = spelled("an http or https URL", RegExp(URL));

export const uuid = () =>
  z
    .string()
    .check(spelled("a UUID", RegExp(UUID)))
    .toLowerCase();

export function date() {
  const what = "a date like 2026-01-31";
  return z.string().check(spelled(what, RegExp(DATE)), spelled(what, isDay));
}

[# concept input.instants #]
export function datetime() {
  const what = "an instant like 2026-01-31T12:00:00Z";
  return z
    .string()
    [# (1) #]
    .check(spelled(what, RegExp(INSTANT)), spelled(what, isInstant))
    [# (3) #]
    .transform((text) => new Date(text));
}
[# /concept #]

/** Stays text and gets all its decimals: "9.9" becomes "9.90". */
export function decimal(precision: number, scale: number) {
  const whole = precision > scale ? `[0-9]{1,${precision - scale}}` : "0";
  const fraction = scale > 0 ? `(\\.[0-9]{1,${scale}})?` : "";
  const what = `a decimal like 9.99 (${precision} digits, ${scale} after the point)`;
  return z
    .string()
    .check(spelled(what, RegExp(`^-?${whole}${fraction}$`)))
    .overwrite((text) => Number(text).toFixed(scale));
}

function spelled(what: string, rule: RegExp | ((text: string) => boolean)) {
  return z.stringFormat("format", rule, `must be ${what}`);
}

[# concept input.instants #]
function isDay(text: string): boolean {
  return z.regexes.date.test(text);
}

function isInstant(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  [# (2) #]
  return isDay(text.slice(0, 10)) && year >= 1000 && year <= 9999;
}
[# /concept #]
