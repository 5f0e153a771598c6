/** Serves the application until it is told to stop. */
import { createServer } from "node:http";
import { createApp } from "./app.ts";
import { configFromEnv } from "./config.ts";

const config = configFromEnv();
const { HOST: host, NODE_ENV, PORT: port } = config;
const app = createApp(config);
// Why: a proxy that keeps connections for 60 s must not use one that we close.
const server = createServer({ keepAliveTimeout: 75_000 }, app);

server.listen({ host, port }, () => console.log(`http://${host}:${port}`));

function stop() {
  server.close();
  setTimeout(() => process.exit(), NODE_ENV === "production" ? 10_000 : 0).unref();
}
process.once("SIGTERM", stop).once("SIGINT", stop);
