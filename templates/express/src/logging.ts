/**
 * Writes one JSON object per line on stdout.
 *
 * Twin: app/logging.py
 */
import { pino, stdTimeFunctions } from "pino";
import type { Config } from "./config.ts";

export const log = pino({
  base: null,
  timestamp: stdTimeFunctions.isoTime,
  formatters: { level: (level) => ({ level }) },
});

export function initLogging(config: Config): void {
  log.level = config.logLevel;
}
