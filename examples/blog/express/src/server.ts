/**
 * Serves the application until it is told to stop.
 *
 * Twin: wsgi.py
 */
import cluster from "node:cluster";
import { checked } from "./checks.ts";
import { lead } from "./cluster.ts";
import { configFromEnv } from "./config.ts";
import { connect } from "./db.ts";
import { serve } from "./serve.ts";

const SIGNALS = ["SIGTERM", "SIGINT", "SIGQUIT"] as const;
const leave = () => process.exit(0);
// Why: what is the first process of a container hears only what it handles.
for (const signal of SIGNALS) process.on(signal, leave);

const config = configFromEnv();
const isProduction = config.env === "production";
const db = await (isProduction && cluster.isPrimary ? checked : connect)(config);

if (isProduction && cluster.isPrimary && config.webConcurrency > 1) {
  await db.close();
  lead(config);
} else {
  serve(config, db);
}
for (const signal of SIGNALS) process.off(signal, leave);
