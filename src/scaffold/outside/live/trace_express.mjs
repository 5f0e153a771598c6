/**
 * Writes down what an Express application does around a request: which functions run, how long, and what SQL is sent.
 *
 * Runs inside of a generated project, before it. With `TRACE` it keeps a file there for each request of the page; with
 * `ASKED` it asks once, and writes names.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import http from "node:http";
import { createRequire } from "node:module";
import { join, relative, resolve, sep } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath, pathToFileURL } from "node:url";

const { ASKED, TRACE, RAN } = process.env;
const ROOT = process.cwd();
const require = createRequire(join(ROOT, "x"));
// Why only these: whatever else an app is asked is not about the page.
const OURS = "serve-";
const [MOST, LONGEST] = [400, 4000];
const SENDS = ["writeHead", "write", "end"];
const LISTENS = ["on", "once", "prependListener"];
const CONTROL = /^(begin|commit|rollback|savepoint|release|start transaction)\b/i;
// Why: what registers something for the way out is known also after it has waited.
const running = new AsyncLocalStorage();
const traces = new WeakMap();
const names = new Map();
const places = new Map();
const told = new WeakSet();
const BEGUN = Symbol("begun");

function install(express) {
  const { use } = express.application;
  // Why so: functions that a call makes have no name, and `app.use(allowOrigins(config))` has one for each.
  express.application.use = function (...given) {
    const already = this.router.stack.length;
    const found = use.apply(this, given);
    const at = here();
    for (const layer of this.router.stack.slice(already)) {
      names.set(layer, written(at));
      places.set(layer, at);
    }
    return found;
  };
  for (const [where, method] of [[express.Router.prototype, "use"], ...methods(express.Route.prototype)]) {
    const own = where[method];
    where[method] = function (...given) {
      const already = this.stack.length;
      const found = own.apply(this, given);
      const at = here();
      for (const layer of this.stack.slice(already)) places.set(layer, at);
      return found;
    };
  }
  const { handle } = express.application;
  express.application.handle = function (...given) {
    if (traces.has(given[0])) record(this.router.stack);
    return handle.apply(this, given);
  };
  // Why so: whatever puts the application together, it is served by a server of Node.
  const { emit } = http.Server.prototype;
  http.Server.prototype.emit = function (event, ...given) {
    if (event === "listening") connect().then(() => ASKED && ask(this.address().port));
    const [req, res] = given;
    const number = event === "request" && (req.headers["x-request-id"] ?? "");
    if (number === false || !(ASKED || number.startsWith(OURS))) return emit.call(this, event, ...given);
    const trace = { number, begun: performance.now(), nested: 0, steps: [], sql: [] };
    traces.set(req, trace);
    res.once("close", () => setImmediate(keep, trace));
    listen(res, trace);
    return running.run({ trace }, () => emit.call(this, event, ...given));
  };
  if (TRACE && !ASKED) writeFileSync(join(TRACE, "express"), "");
}
const methods = (route) => ["all", ...http.METHODS.map((one) => one.toLowerCase())].filter((one) => route[one]).map((one) => [route, one]);
const now = (trace) => performance.now() - trace.begun;
const rounded = (value) => Math.round(value * 1000) / 1000;

/** The line of the project that called. */
function here() {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 80;
  const { stack } = new Error();
  Error.stackTraceLimit = before;
  for (const line of stack.split("\n")) {
    const [, url, number] = /(file:\/\/.+):(\d+):\d+\)?$/.exec(line) ?? [];
    const file = url && fileURLToPath(url);
    // Why not of what is evaluated: that is this program, when it asks by itself.
    if (file?.startsWith(ROOT + sep) && !file.includes(`${sep}node_modules${sep}`) && !file.includes("[eval")) {
      return [relative(ROOT, file).split(sep).join("/"), Number(number)];
    }
  }
  return null;
}

/** What stands in `use(…)`, at a line. */
function written(at) {
  if (!at) return "";
  const text = readFileSync(join(ROOT, at[0]), "utf8").split("\n").slice(at[1] - 1).join("\n");
  return /\.use\(\s*(?:["'`][^"'`]*["'`],\s*)?([\w.]+)/.exec(text)?.[1] ?? "";
}

function record(layers, route) {
  for (const layer of layers) {
    if (told.has(layer)) continue;
    told.add(layer);
    const inner = layer.route?.stack ?? layer.handle.stack;
    if (inner) {
      record(inner, layer.route);
      continue;
    }
    const { method } = layer;
    const answers = method && layers.findLast((other) => other.method === method) === layer;
    const own = names.get(layer) || layer.handle.name;
    const named = ({ baseUrl }) => own || `${(method ?? "all").toUpperCase()} ${baseUrl}${route?.path ?? ""}`.replace(/\/$/, "");
    const kind = layer.handle.length > 3 ? "error" : answers ? "view" : "in";
    layer.handle = recorded(layer.handle, kind, places.get(layer), (req) => (answers ? `${named(req)}()` : named(req)));
  }
}

/** Why two: Express tells error handlers by their four parameters. */
function recorded(handle, kind, at, named) {
  const run = (req, res, next, call) => {
    const trace = traces.get(req);
    if (!trace) return call(next);
    const name = named(req);
    const step = begin(trace, name, kind, at);
    const before = SENDS.map((method) => res[method]);
    const ends = () => step.ms ??= rounded(now(trace) - step.from);
    trace.answering = ends;
    const onward = (...values) => {
      ends();
      follow(res, trace, name, at, before);
      next(...values);
    };
    return running.run({ trace, name, at }, () => {
      try {
        const found = call(onward);
        found?.then?.(undefined, ends);
        return found;
      } catch (error) {
        ends();
        throw error;
      }
    });
  };
  if (handle.length > 3) {
    return (error, req, res, next) => run(req, res, next, (onward) => handle(error, req, res, onward));
  }
  return (req, res, next) => run(req, res, next, (onward) => handle(req, res, onward));
}

function begin(trace, name, kind, at) {
  const step = { name, kind, at: at ?? null, from: now(trace) };
  trace.steps.push(step);
  return step;
}

/** Runs something on the way out; what runs inside of it, and is a step as well, is not counted with it. */
function out(trace, name, at, call) {
  const step = begin(trace, name, "out", at);
  const before = trace.nested;
  trace.nested = 0;
  try {
    return call();
  } finally {
    const took = now(trace) - step.from;
    step.ms = rounded(took - trace.nested);
    trace.nested = before + took;
  }
}

/** A middleware that put its own method in the place of one of the answer's runs on the way out. */
function follow(res, trace, name, at, before) {
  let seen = false;
  SENDS.forEach((method, number) => {
    const own = res[method];
    if (own === before[number]) return;
    res[method] = function (...values) {
      if (seen) return own.apply(this, values);
      seen = true;
      return out(trace, `${name}.${method}`, at, () => own.apply(this, values));
    };
  });
}

/** So does one that listens to the end of the answer. */
function listen(res, trace) {
  for (const method of LISTENS) {
    const own = res[method];
    res[method] = function (event, listener) {
      const { name, at } = running.getStore() ?? {};
      const isEnd = name && (event === "finish" || event === "close") && !told.has(listener.listener);
      const tell = (...values) => out(trace, `${name}.${event}`, at, () => listener.apply(this, values));
      // Why: by it Node knows which listener is to be removed.
      tell.listener = listener;
      told.add(tell);
      return own.call(this, event, isEnd ? tell : listener);
    };
  }
  // Why: what answers has done its part when it answers, whatever else it does.
  for (const method of SENDS) {
    const own = res[method];
    res[method] = function (...values) {
      trace.answering?.();
      // Why before it: afterwards the answer may long have been read.
      if (method === "end") trace.ms ??= now(trace);
      return own.apply(this, values);
    };
  }
}

/** Hears every statement of MikroORM, as it tells its own logger. */
async function connect() {
  try {
    const { Connection } = await import(pathToFileURL(require.resolve("@mikro-orm/core")));
    const { executeQuery, logQuery } = Connection.prototype;
    Connection.prototype.executeQuery = function (query, call, context) {
      const { trace } = running.getStore() ?? {};
      if (!trace) return executeQuery.call(this, query, call, context);
      return executeQuery.call(this, query, call, { ...context, [BEGUN]: asks(trace) });
    };
    Connection.prototype.logQuery = function (query, context = {}) {
      const { trace } = running.getStore() ?? {};
      if (trace) say(trace, query, context);
      return logQuery.call(this, query, context);
    };
  } catch {
    // Why silent: a project without a database has no MikroORM.
  }
}
const asks = (trace) => ({ step: trace.steps.length - 1, at: here(), from: now(trace) });

function say(trace, text, context) {
  if (trace.sql.length >= MOST) return;
  const asked = context[BEGUN];
  const ms = asked ? rounded(now(trace) - asked.from) : null;
  const told = { text: text.slice(0, LONGEST), ms, ...(asked ?? asks(trace)) };
  if (CONTROL.test(text)) told.control = true;
  if (context.level === "error") told.failed = "refused";
  trace.sql.push({ ...told, rows: context.results ?? context.affected ?? -1 });
}

function keep(trace) {
  for (const step of trace.steps) step.ms ??= rounded(now(trace) - step.from);
  if (ASKED) {
    writeFileSync(RAN, JSON.stringify(trace.steps.map(({ name }) => name)));
    process.exit();
  }
  const { number, steps, sql, ms } = trace;
  const file = join(TRACE, `express-${number}`);
  try {
    writeFileSync(`${file}.new`, JSON.stringify({ steps, sql, ms: rounded(ms ?? now(trace)) }));
    renameSync(`${file}.new`, file);
  } catch {
    // Why silent: the page has gone, and the app is asked by others.
  }
}

function ask(port) {
  const { method, path, headers, body } = JSON.parse(ASKED);
  const sent = http.request({ host: "127.0.0.1", port, method, path, headers: { ...headers, "X-Request-Id": `${OURS}once` } });
  sent.on("response", (answer) => answer.resume());
  sent.end(body ?? undefined);
}

// Why asked: npm, the watcher and what makes logs pretty are programs of Node, too.
const main = resolve(process.argv[1] ?? "");
const isApp = main.startsWith(ROOT + sep) && !main.includes(`${sep}node_modules${sep}`);
const isWatcher = process.execArgv.some((word) => word.startsWith("--watch"));
if (ASKED || (isApp && !isWatcher)) {
  try {
    install(require("express"));
  } catch {
    // Why silent: the program itself says what it lacks.
  }
}
if (ASKED) await import(pathToFileURL(join(ROOT, "src/server.ts")));
