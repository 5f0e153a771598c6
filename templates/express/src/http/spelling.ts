/**
 * Values that JSON has no type for: each is a string with one spelling.
 *
 * Twin: app/http/spelling.py
 */
import * as z from "zod";

const DAY = "[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}";
const TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";
const DATE = RegExp(`^${DAY}$`);
const INSTANT = RegExp(`^${DAY}T${TIME}:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-]${TIME})$`);
const UUID =
  /^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$/;
const EMAIL = /^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
const URL = /^https?:\/\/[!-~]+$/;

export const withoutNul = z.stringFormat(
  "pattern",
  (text) => !text.includes("\0"),
  "has characters that are not allowed",
);
export const emailAddress = spelled("an email address", EMAIL);
export const webAddress = spelled("an http or https URL", URL);

export const uuid = () => z.string().check(spelled("a UUID", UUID)).toLowerCase();

export const date = () =>
  z.string().check(spelled("a date like 2026-01-31", DATE, isDay));

export const datetime = () =>
  z
    .string()
    .check(spelled("an instant like 2026-01-31T12:00:00Z", INSTANT, isInstant))
    .transform((text) => new Date(text));

/** Stays text and gets all its decimals: "9.9" becomes "9.90". */
export function decimal(precision: number, scale: number) {
  const whole = precision > scale ? `[0-9]{1,${precision - scale}}` : "0";
  const fraction = scale > 0 ? `(\\.[0-9]{1,${scale}})?` : "";
  const example = `9.99 (${precision} digits, ${scale} after the point)`;
  return z
    .string()
    .check(spelled(`a decimal like ${example}`, RegExp(`^-?${whole}${fraction}$`)))
    .overwrite((text) => Number(text).toFixed(scale));
}

function spelled(what: string, pattern: RegExp, exists = (_text: string) => true) {
  const check = (text: string) => pattern.test(text) && exists(text);
  return z.stringFormat("format", check, `must be ${what}`);
}

function isDay(text: string): boolean {
  return z.regexes.date.test(text);
}

function isInstant(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  return isDay(text.slice(0, 10)) && year >= 1000 && year <= 9999;
}
