/**
 * Counts requests in the memory of this process.
 *
 * Twin: app/middleware/counters.py
 */
import { MemoryStore, type Store } from "express-rate-limit";
import type { Config } from "../config.ts";

export const counters = (_config: Config): Store => new MemoryStore();
