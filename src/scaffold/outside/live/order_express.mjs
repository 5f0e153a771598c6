/**
 * Writes down in which order the functions of an Express application run around one request.
 *
 * Runs inside of a generated project.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import { syncBuiltinESMExports } from "node:module";
import { fileURLToPath } from "node:url";
import express from "express";

const asked = JSON.parse(process.env.ASKED);
const SENDS = ["writeHead", "write", "end"];
const LISTENS = ["on", "once", "prependListener"];
const ran = [];
// Why: what registers something for the way out is known also after it has waited.
const running = new AsyncLocalStorage();
const names = new Map();
const told = new WeakSet();

// Why so: functions that a call makes have no name, and `app.use(allowOrigins(config))` has one for each.
const { use } = express.application;
express.application.use = function (...given) {
  const already = this.router.stack.length;
  const found = use.apply(this, given);
  const name = written(new Error().stack.split("\n")[2]);
  for (const layer of this.router.stack.slice(already)) names.set(layer, name);
  return found;
};

// Why so: whatever puts the application together, it is served by a server of Node.
const { createServer } = http;
http.createServer = (...given) => {
  const app = given.at(-1);
  if (!app?.router) return createServer(...given);
  record(app.router.stack);
  const answer = (req, res) => {
    listen(res);
    app(req, res);
  };
  const server = createServer(...given.slice(0, -1), answer);
  return server.once("listening", () => ask(server.address().port));
};
syncBuiltinESMExports();
await import("./src/server.ts");

/** What stands in `use(…)`, at a line of a stack. */
function written(frame) {
  const [, url, line] = /(file:.+):(\d+):\d+\)?$/.exec(frame) ?? [];
  if (!url) return "";
  const text = readFileSync(fileURLToPath(url), "utf8").split("\n").slice(line - 1).join("\n");
  return /\.use\(\s*(?:["'`][^"'`]*["'`],\s*)?([\w.]+)/.exec(text)?.[1] ?? "";
}

function record(layers, route) {
  for (const layer of layers) {
    const inner = layer.route?.stack ?? layer.handle.stack;
    if (inner) {
      record(inner, layer.route);
      continue;
    }
    const { method } = layer;
    const answers = method && layers.findLast((other) => other.method === method) === layer;
    const own = names.get(layer) || layer.handle.name;
    const named = ({ baseUrl }) => own || `${(method ?? "all").toUpperCase()} ${baseUrl}${route?.path ?? ""}`.replace(/\/$/, "");
    layer.handle = recorded(layer.handle, (req) => (answers ? `${named(req)}()` : named(req)));
  }
}

/** Why two: Express tells error handlers by their four parameters. */
function recorded(handle, named) {
  const run = (req, res, next, call) => {
    const name = named(req);
    ran.push(name);
    const before = SENDS.map((method) => res[method]);
    const onward = (...values) => {
      follow(res, name, before);
      next(...values);
    };
    return running.run(name, () => call(onward));
  };
  if (handle.length > 3) {
    return (error, req, res, next) => run(req, res, next, (onward) => handle(error, req, res, onward));
  }
  return (req, res, next) => run(req, res, next, (onward) => handle(req, res, onward));
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
      const isEnd = name && (event === "finish" || event === "close") && !told.has(listener.listener);
      const tell = (...values) => {
        ran.push(`${name}.${event}`);
        return listener.apply(this, values);
      };
      // Why: by it Node knows which listener is to be removed.
      tell.listener = listener;
      told.add(tell);
      return own.call(this, event, isEnd ? tell : listener);
    };
  }
}

function ask(port) {
  const { method, path, headers, body } = asked;
  const sent = http.request({ host: "127.0.0.1", port, method, path, headers });
  sent.on("response", (answer) => answer.resume().on("close", () => setTimeout(finish, 50)));
  sent.end(body ?? undefined);
}

function finish() {
  writeFileSync(process.env.RAN, JSON.stringify(ran));
  process.exit();
}
