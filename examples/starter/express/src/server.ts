/**
 * Serves the application until it is told to stop.
 *
 * Twin: wsgi.py
 */
import cluster from "node:cluster";

const SIGNALS = ["SIGTERM", "SIGINT", "SIGQUIT"] as const;
const leave = () => process.exit(0);
// Why: what is the first process of a container hears only what it handles.
for (const signal of SIGNALS) process.on(signal, leave);

// Why not at the top: they take half a second, and a signal may come meanwhile.
const { checked } = await import("./checks.ts");
const { lead } = await import("./cluster.ts");
const { configFromEnv } = await import("./config.ts");
const { connect } = await import("./db.ts");
const { serve } = await import("./serve.ts");

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
