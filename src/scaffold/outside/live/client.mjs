/**
 * Asks a server as a plan says, and tells how long each answer took.
 *
 * The plan comes on standard input and the result goes to standard output, both JSON. Why over bare sockets: the
 * client has to cost less than any server that it asks.
 */
import net from "node:net";
import { Worker } from "node:worker_threads";

const END = Buffer.from("\r\n\r\n");

/** One connection, with one request under way at most. */
class Connection {
  constructor() {
    this.got = Buffer.alloc(0);
    this.socket = net.connect(plan.port, "127.0.0.1").setNoDelay(true);
    this.socket.on("data", (chunk) => this.#read(chunk));
    this.socket.on("error", (error) => this.#fail(error));
    this.socket.on("close", () => this.#fail(new Error("the connection was closed")));
  }

  get isOpen() {
    return !this.closed;
  }

  /** The status of the answer, once all of it is here; of a stream once its first event is. */
  ask(bytes) {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      if (this.closed) this.#fail(new Error("the connection was closed"));
      else this.socket.write(bytes);
    });
  }

  close() {
    this.socket.destroy();
  }

  #read(chunk) {
    this.got = this.got.length ? Buffer.concat([this.got, chunk]) : chunk;
    const end = this.got.indexOf(END);
    if (end < 0) return;
    const head = this.got.latin1Slice(0, end);
    const size = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    const isWhole = size ? this.got.length >= end + 4 + Number(size) : this.got.indexOf("\n\n", end + 4) > 0;
    if (!isWhole) return;
    this.got = Buffer.alloc(0);
    // Why: the server of `flask run` closes each connection after its answer.
    this.closed = /^HTTP\/1\.0|\r\nconnection: *close/i.test(head);
    this.#settle("resolve", Number(head.slice(9, 12)));
  }

  #fail(error) {
    this.closed = true;
    this.#settle("reject", error);
  }

  #settle(how, value) {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.[how](value);
  }
}

function written({ method, path, headers, body }) {
  const text = body ?? "";
  const lines = Object.entries({ Host: "localhost", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("")}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const now = () => performance.now();
const took = [];
let failed = 0;

/** Each connection asks again as soon as it is answered. */
async function closed({ connections, seconds, request }) {
  const bytes = written(request);
  const until = now() + seconds * 1000;
  const asking = async () => {
    let connection = new Connection();
    while (now() < until && failed < 100) {
      if (!connection.isOpen) connection = new Connection();
      await timed(connection, bytes, now());
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, asking));
  return { took };
}

/**
 * Requests at the instants of a schedule, whatever the server does; each counts from the instant at which it was due.
 * `beside` is sent once, at an instant of its own. A second thread looks at how many are in the system.
 */
async function open({ offsets, request, beside }) {
  const bytes = written(request);
  const counts = new Int32Array(new SharedArrayBuffer(8));
  // Why no words: those of this program make a module of every text, and this one is none.
  const watcher = new Worker(WATCH, { eval: true, execArgv: [], workerData: counts });
  const seen = new Promise((resolve) => watcher.once("message", resolve));
  await new Promise((resolve) => watcher.once("online", resolve));
  const idle = [];
  const late = [];
  const start = now() + 100;
  const one = async (due) => {
    late.push(now() - due);
    Atomics.add(counts, 0, 1);
    const ready = idle.pop();
    const connection = ready?.isOpen ? ready : new Connection();
    await timed(connection, bytes, due);
    Atomics.sub(counts, 0, 1);
    if (connection.isOpen) idle.push(connection);
  };
  const heavy = async () => {
    await sleep(start + beside.at * 1000 - now());
    const connection = new Connection();
    const at = now();
    await connection.ask(written(beside.request)).catch(() => failed++);
    connection.close();
    return now() - at;
  };
  const aside = beside && heavy();
  const sent = [];
  for (const offset of offsets) {
    const due = start + offset * 1000;
    if (due > now()) await sleep(due - now());
    sent.push(one(due));
  }
  await Promise.all(sent);
  const span = now() - start - offsets[0] * 1000;
  Atomics.store(counts, 1, 1);
  const inside = await seen;
  const besideTook = (await aside) ?? null;
  for (const connection of idle) connection.close();
  return { took, late: mean(late), inside, span: span / 1000, beside: besideTook };
}

const WATCH = `
const { parentPort, workerData: counts } = require("node:worker_threads");
const clock = new Int32Array(new SharedArrayBuffer(4));
let looks = 0, sum = 0;
while (!Atomics.load(counts, 1)) {
  Atomics.wait(clock, 0, 0, 1 + 4 * Math.random());
  const inside = Atomics.load(counts, 0);
  if (looks || inside) looks++;
  sum += inside;
}
parentPort.postMessage(sum / Math.max(looks, 1));
`;

/** Connections that stay open; each counts from its start until its first event, if that comes in time. */
async function streams({ connections, seconds, request }) {
  const bytes = written(request);
  const at = now();
  const all = Array.from({ length: connections }, () => new Connection());
  await Promise.race([Promise.all(all.map((one) => timed(one, bytes, at))), sleep(seconds * 1000)]);
  return { took };
}

async function timed(connection, bytes, due) {
  try {
    const status = await connection.ask(bytes);
    if (status >= 400) failed++;
    else took.push(now() - due);
  } catch {
    failed++;
  }
}

const mean = (values) => values.reduce((sum, one) => sum + one, 0) / Math.max(values.length, 1);

async function read() {
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  return text;
}

const plan = JSON.parse(await read());
const before = process.cpuUsage();
const begun = now();
const result = await { closed, open, streams }[plan.mode](plan);
const seconds = (now() - begun) / 1000;
const { user, system } = process.cpuUsage(before);
const said = JSON.stringify({ ...result, failed, seconds, busy: (user + system) / 1e6 / seconds });
// Why only then: a pipe takes 64 kB at once, and what waits for it would be lost.
process.stdout.write(said, () => process.exit());
