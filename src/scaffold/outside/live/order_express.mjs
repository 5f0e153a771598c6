/**
 * Writes down in which order the functions of an Express application run around one request.
 *
 * Runs inside of a generated project.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { writeFileSync } from "node:fs";
import { createServer, request } from "node:http";

const { createApp } = await import("./src/app.ts");
const { configFromEnv } = await import("./src/config.ts");
const { connect } = await import("./src/db.ts");

const asked = JSON.parse(process.env.ASKED);
const SENDS = ["writeHead", "write", "end"];
const LISTENS = ["on", "once", "prependListener"];
const ran = [];
// Why: what registers something for the way out is known also after it has waited.
const running = new AsyncLocalStorage();

function record(layers, route) {
  layers.forEach((layer, number) => {
    const inner = layer.route?.stack ?? layer.handle.stack;
    if (inner) return record(inner, layer.route);
    const own = layer.handle.name || `${(layer.method ?? "").toUpperCase()} ${route?.path ?? "anonymous"}`.trim();
    const isLast = route && number === layers.length - 1;
    layer.handle = recorded(layer.handle, isLast ? `${own}()` : own);
  });
}

/** Why two: Express tells error handlers by their four parameters. */
function recorded(handle, name) {
  const run = (res, next, call) => {
    ran.push(name);
    const before = SENDS.map((method) => res[method]);
    const onward = (...values) => {
      follow(res, name, before);
      next(...values);
    };
    return running.run(name, () => call(onward));
  };
  if (handle.length > 3) {
    return (error, req, res, next) => run(res, next, (onward) => handle(error, req, res, onward));
  }
  return (req, res, next) => run(res, next, (onward) => handle(req, res, onward));
}

/** A middleware that put its own method in the place of one of the answer's runs on the way out. */
function follow(res, name, before) {
  let seen = false;
  SENDS.forEach((method, number) => {
    const own = res[method];
    if (own === before[number]) return;
    res[method] = function (...values) {
      if (!seen) ran.push(`${name}.${method}`);
      seen = true;
      return own.apply(this, values);
    };
  });
}

/** So does one that listens to the end of the answer. */
function listen(res) {
  for (const method of LISTENS) {
    const own = res[method];
    res[method] = function (event, listener) {
      const name = running.getStore();
      const isEnd = name && (event === "finish" || event === "close");
      const tell = (...values) => {
        ran.push(`${name}.${event}`);
        return listener.apply(this, values);
      };
      return own.call(this, event, isEnd ? tell : listener);
    };
  }
}

const db = await connect(configFromEnv());
const app = createApp(configFromEnv(), db);
record(app.router.stack);
const server = createServer((req, res) => {
  listen(res);
  app(req, res);
});
server.listen(0, "127.0.0.1", () => {
  const { method, path, headers, body } = asked;
  const sent = request({ host: "127.0.0.1", port: server.address().port, method, path, headers });
  sent.on("response", (answer) => answer.resume().on("close", () => setTimeout(finish, 50)));
  sent.end(body ?? undefined);
});

async function finish() {
  writeFileSync(process.env.RAN, JSON.stringify(ran));
  process.exit();
}
