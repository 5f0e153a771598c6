/**
 * Logs as JSON, one object per line on stdout.
 *
 * Twin: app/logging.py
 */
import { pino, stdTimeFunctions } from "pino";
import type { Config } from "./config.ts";

const options = {
  base: null,
  timestamp: stdTimeFunctions.isoTime,
  formatters: { level: (level: string) => ({ level }) },
};

export const log = pino(options, process.stdout);

export function initLogging(config: Config): void {
  log.level = config.logLevel === "warning" ? "warn" : config.logLevel;
}
