/**
 * Logs as JSON, one object per line on stdout; or for people, in colours on a terminal.
 *
 * Twin: app/logging.py
 */
import { createRequire } from "node:module";
import { DriverException } from "@mikro-orm/core";
import { type DestinationStream, pino, stdTimeFunctions } from "pino";
import type { PrettyOptions } from "pino-pretty";
import type { Config } from "./config.ts";

const FRAME = /^ +at .+:\d+:\d+\)?$/;

const options = {
  base: null,
  timestamp: stdTimeFunctions.isoTime,
  formatters: {
    // Why: pino has another name for this one.
    level: (level: string) => ({ level: level === "warn" ? "warning" : level }),
  },
};

// Why: where nobody reads the log any more, requests are answered all the same.
process.stdout.on("error", () => {});
let stream: DestinationStream = process.stdout;
export const log = pino(options, { write: (line) => stream.write(line) });

export function initLogging({ logLevel, logFormat }: Config): void {
  log.level = logLevel === "warning" ? "warn" : logLevel;
  stream = logFormat === "pretty" ? forPeople() : process.stdout;
}

function forPeople(): DestinationStream {
  // Why not an import: it takes 13 MB, and a process in production rarely needs it.
  const pretty = createRequire(import.meta.url)("pino-pretty");
  const layout: PrettyOptions = { translateTime: "HH:MM:ss", singleLine: true };
  // Why asked so: only a terminal has the method, and it looks at NO_COLOR.
  const colorize = process.stdout.hasColors?.() ?? false;
  return pretty({ ...layout, colorize, sync: true });
}

/**
 * What went wrong and where; of the database without its words.
 *
 * Why: they may have what people typed in.
 */
export function stack(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, stack = "" } = error;
  if (!(error instanceof DriverException)) return stack;
  const frames = stack.split("\n").filter((line) => FRAME.test(line));
  return [`${name} ${error.code}`, ...frames].join("\n");
}
