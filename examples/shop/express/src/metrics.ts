/**
 * Adds up what all processes of a cluster counted.
 *
 * Twin: gunicorn.conf.py
 */
import cluster, { type Worker } from "node:cluster";
import { type EventEmitter, on } from "node:events";
import { AggregatorRegistry, register } from "prom-client";

type Counts = Awaited<ReturnType<typeof register.getMetricsAsJSON>>;
type Message = { type: "count" | "total"; counts?: Counts; text?: string };

const countsOf = new Map<number, Counts>();

/** The sum over all processes, in the text format of Prometheus. */
export async function total(): Promise<string> {
  if (cluster.isPrimary) return register.metrics();
  const answer = heard(process, "total");
  process.send?.({ type: "total" });
  return (await answer).text ?? "";
}

/** Has this worker say what it counted, when it is asked to. */
export function tell(): void {
  process.on("message", async ({ type }: Message) => {
    if (type !== "count") return;
    process.send?.({ type, counts: await register.getMetricsAsJSON() });
  });
}

/** Has the primary answer workers that want to know the sum. */
export function addUp(): void {
  cluster.on("message", async (asking, { type }: Message) => {
    if (type !== "total") return;
    await Promise.all(Object.values(cluster.workers ?? {}).map(ask));
    const sum = AggregatorRegistry.aggregate([...countsOf.values()]);
    asking.send({ type, text: await sum.metrics() }, ignore);
  });
}

async function ask(worker: Worker | undefined): Promise<void> {
  if (!worker) return;
  const answer = heard(worker, "count", AbortSignal.timeout(1000));
  worker.send({ type: "count" }, ignore);
  // Why no error: a worker that has died keeps what it said last, for counters must
  // not go down.
  const { counts } = await answer.catch((): Message => ({ type: "count" }));
  if (counts) countsOf.set(worker.id, counts);
}

async function heard(from: EventEmitter, type: string, signal?: AbortSignal) {
  for await (const [message] of on(from, "message", { signal })) {
    if (message.type === type) return message as Message;
  }
  throw new Error("The process has gone.");
}

const ignore = () => {};
