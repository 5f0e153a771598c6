/**
 * Serves the application until it is told to stop.
 *
 * Twin: wsgi.py
 */
import type { AddressInfo } from "node:net";
import { createApp } from "./app.ts";
import { configFromEnv } from "./config.ts";
import { connect } from "./db.ts";
import { log } from "./logging.ts";

const config = configFromEnv();
const orm = await connect(config);
const server = createApp(config, orm).listen(config.port, config.host, (error) => {
  if (error) {
    console.error(error.message);
    process.exit(1);
  }
  const { address, port } = server.address() as AddressInfo;
  log.info({ msg: "listening", url: `http://${address}:${port}` });
});

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => {
    // Why both: answers under way are finished, but not waited for longer than 10 s.
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
    server.close(() => orm.close());
  });
}
