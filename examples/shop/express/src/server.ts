/** Serves the application until it is told to stop. */
import { createServer } from "node:http";
import { createHttpTerminator } from "http-terminator";
import { createApp } from "./app.ts";
import { checkDatabase } from "./checks.ts";
import { configFromEnv } from "./config.ts";
import { connect } from "./db.ts";
import { connectRedis } from "./limits.ts";
import { log } from "./logs.ts";

const config = configFromEnv();
const { HOST: host, PORT: port } = config;
const db = await connect(config);
await checkDatabase(db, config);
const redis = await connectRedis(config);
const app = createApp(config, db.em, redis);
// Why: a proxy that keeps connections for 60 s must not use one that we close.
const server = createServer({ keepAliveTimeout: 75_000 }, app);
const terminator = createHttpTerminator({ server, gracefulTerminationTimeout: 10_000 });

// Why: Express skips all middleware where the target of a request is no path.
server.prependListener("request", (req) => {
  const { url = "" } = req;
  const isPath = /^(https?:\/)?\/[^\\#]*$/i.test(url);
  if (!isPath || !URL.canParse(url, "http://localhost")) {
    req.url = `/${encodeURIComponent(url)}`;
  }
});

server.listen({ host, port }, () => log.info(`http://${host}:${port}`));

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, async () => {
    await terminator.terminate();
    // Why: a statement that waits for a lock, or for a server that is gone, has no end.
    setTimeout(() => process.exit(), 1000).unref();
    await db.close();
    await redis.close();
  });
}
