/**
 * Serves the application in this process, until it is told to stop.
 *
 * Twin: app/worker.py
 */
import cluster from "node:cluster";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import onHeaders from "on-headers";
import { createApp } from "./app.ts";
import { cannotListen } from "./checks.ts";
import type { Config } from "./config.ts";
import type { Database } from "./db.ts";
import { exit } from "./env.ts";
import { log, stack } from "./logging.ts";

export function serve(config: Config, db: Database): void {
  const { host, port } = config;
  const app = createApp(config, db);
[# concept operations.concurrency #]
  [# (2) #]
  const server = createServer(limits(config), app);
[# /concept #]
  const closeIdle = idleCloser(server);
  cutOffSilent(server, config);
  server.on("error", (error) => exit(cannotListen(error, host, port)));
  server.listen(port, host, () => {
    if (cluster.isPrimary) announce(server.address() as AddressInfo);
  });

[# concept operations.stop #]
  let isStopping = false;
  const stop = (code: number) => {
    if (isStopping) return;
    isStopping = true;
    [# (1) #]
    app.set("stopping", true);
    [# (3) #]
    setTimeout(() => process.exit(code), config.graceSeconds * 1000);
    [# (2) #]
    server.close(async () => {
      await db.close();
      process.exit(code);
    });
    server.prependListener("request", (_req, res) => {
      res.setHeader("Connection", "close");
    });
    // Why again and again: connections stay open after an answer, for the next request.
    [# (4) #]
    setInterval(closeIdle, 50);
  };
  process.on("SIGTERM", () => stop(0));
  process.on("SIGINT", () => stop(0));
[# /concept #]
  process.on("SIGQUIT", () => process.exit(0));
[# concept errors.uncaught #]
  [# (1) #]
  process.on("uncaughtException", (error) => {
    log.error({ msg: "uncaught", stack: stack(error) });
    // Why stop: nobody knows what state the process is in.
    [# (2) #]
    stop(1);
  });
[# /concept #]
}

export function announce({ address, port }: { address: string; port: number }): void {
  const host = address.includes(":") ? `[${address}]` : address;
  log.info({ msg: "listening", url: `http://${host}:${port}` });
}

/** How long a client may take, in milliseconds. */
function limits({ requestSeconds }: Config) {
  return {
    headersTimeout: requestSeconds * 1000,
    // Why longer: a body that is late is answered by the application, with a 408.
    requestTimeout: (requestSeconds + 5) * 1000,
    connectionsCheckingInterval: 1000,
    // Why: a proxy that keeps connections for 60 s must not use one that we close.
    keepAliveTimeout: 75_000,
  };
}

/** Ends connections of clients that do not read: their answers would stay in memory. */
function cutOffSilent(server: Server, { requestSeconds }: Config): void {
  server.prependListener("request", ({ socket }, res) => {
    onHeaders(res, () => socket.setTimeout(requestSeconds * 1000));
  });
}

/**
 * Closes connections on which no request is under way.
 *
 * Why not Node's own: it takes one that has sent nothing for busy.
 */
function idleCloser(server: Server): () => void {
  const sockets = new Set<Socket>();
  const answers = new Set<ServerResponse>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.prependListener("request", (_req, res) => {
    answers.add(res);
    res.on("close", () => answers.delete(res));
  });
  return () => {
    const busy = new Set([...answers].map(({ req }) => req.socket));
    for (const socket of sockets.difference(busy)) socket.destroy();
  };
}
