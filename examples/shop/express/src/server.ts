/** Serves the application until it is told to stop. */
import { createServer } from "node:http";
import { createApp } from "./app.ts";
import { checkDatabase } from "./checks.ts";
import { configFromEnv } from "./config.ts";
import { connect } from "./db.ts";
import { connectRedis } from "./limits.ts";
import { log } from "./logs.ts";

const config = configFromEnv();
const { HOST: host, NODE_ENV, PORT: port } = config;
const db = await connect(config);
await checkDatabase(db, config);
const redis = await connectRedis(config);
const app = createApp(config, db.em, redis);
// Why: a proxy that keeps connections for 60 s must not use one that we close.
const server = createServer({ keepAliveTimeout: 75_000 }, app);

// Why: Express skips all middleware where the target of a request is no path, and a
// redirect would lead to the host that a target names.
server.prependListener("request", (req) => {
  const path = (req.url ?? "").replace(/^https?:\/\/[^/?#]*\/?/i, "/");
  const isPath = /^\/[^\\#]*$/.test(path) && URL.canParse(path, "http://localhost");
  req.url = isPath ? path : `/${encodeURIComponent(path)}`;
});

server.on("error", ({ message }) => {
  log.error(message);
  process.exit(1);
});

server.listen({ host, port }, () => log.info(`http://${host}:${port}`));

function stop() {
  // Why: a connection that is in use answers once more at most, and is closed.
  server.keepAliveTimeout = 1;
  server.maxRequestsPerSocket = 1;
  server.close(() => Promise.all([db.close(), redis.close()]));
  // Why: what is still under way, or connected and silent, is not waited for longer.
  setTimeout(() => process.exit(), NODE_ENV === "production" ? 10_000 : 0).unref();
}
process.once("SIGTERM", stop).once("SIGINT", stop);
