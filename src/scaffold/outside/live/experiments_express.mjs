/**
 * Gives the project's Express application the routes of the experiments, which no project has.
 *
 * Is loaded before the project's own server, and changes what that server is made from.
 */
import http from "node:http";
import { syncBuiltinESMExports } from "node:module";

const ITEMS = Array.from({ length: 20 }, (_, id) => ({ id, title: `Title ${id}`, done: id % 2 === 0 }));
// Seconds of computing in each answer of `json`, so that tests can plant a difference.
const SLOWER = Number(process.env.EXPERIMENTS_SLOWER ?? 0);

const { createServer } = http;
http.createServer = (...given) => {
  const app = given.at(-1);
  if (app?.router) add(app);
  return createServer(...given);
};
syncBuiltinESMExports();

function add(app) {
  const { stack } = app.router;
  const before = stack.length;
  app.get("/experiments/json", (_req, res) => {
    compute(SLOWER * 1000);
    res.json({ items: ITEMS });
  });
  app.get(["/experiments/wait/:milliseconds", "/experiments/wait-async/:milliseconds"], async (req, res) => {
    const waited = Number(req.params.milliseconds);
    await new Promise((resolve) => setTimeout(resolve, waited));
    res.json({ waited });
  });
  app.get("/experiments/compute/:milliseconds", (req, res) => {
    const computed = Number(req.params.milliseconds);
    compute(computed);
    res.json({ computed });
  });
  app.get("/experiments/stream", (_req, res) => {
    res.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-transform" });
    const send = () => res.write("data: 1\n\n");
    send();
    const every = setInterval(send, 1000);
    res.on("close", () => clearInterval(every));
  });
  // Why moved: a project answers what nobody has answered behind its last route, and its middleware comes first.
  const own = stack.splice(before);
  const first = stack.findIndex((layer) => layer.route ?? layer.handle.stack);
  stack.splice(first < 0 ? before : first, 0, ...own);
}

/** Why the CPU's time: a machine that does other things would otherwise do less of it. */
function compute(milliseconds) {
  const spent = () => process.threadCpuUsage();
  const before = spent();
  for (;;) {
    const { user, system } = spent();
    if (user + system - before.user - before.system >= milliseconds * 1000) return;
  }
}
