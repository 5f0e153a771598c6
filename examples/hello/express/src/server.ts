/** Serves the application until it is told to stop. */
import { createServer } from "node:http";
import { createHttpTerminator } from "http-terminator";
import { createApp } from "./app.ts";
import { configFromEnv } from "./config.ts";

const config = configFromEnv();
const { HOST: host, PORT: port } = config;
const app = createApp(config);
// Why: a proxy that keeps connections for 60 s must not use one that we close.
const server = createServer({ keepAliveTimeout: 75_000 }, app);
const terminator = createHttpTerminator({ server, gracefulTerminationTimeout: 10_000 });

server.listen({ host, port }, () => console.log(`http://${host}:${port}`));

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, () => terminator.terminate());
}
