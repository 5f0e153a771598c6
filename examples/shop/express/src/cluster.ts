/**
 * Runs several processes that serve together, and replaces those that die.
 *
 * Twin: gunicorn.conf.py
 */
import cluster, { type Worker } from "node:cluster";
import type { Config } from "./config.ts";
import { initLogging, log } from "./logging.ts";
import { addUp } from "./metrics.ts";
import { announce } from "./serve.ts";

export function lead(config: Config): void {
  initLogging(config);
  addUp();
  cluster.once("listening", (_worker, { address, port }) => {
    announce({ address: address ?? config.host, port });
  });
  replaceDead(config);
  // Why not in turns, Node's default: there, a connection that comes when the processes
  // stop is taken and then never answered. The system shares them out as evenly.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  for (let count = 0; count < config.webConcurrency; count++) cluster.fork();
}

function replaceDead({ graceSeconds }: Config): void {
  const served = new Set<Worker>();
  let status: number | undefined;

  const stop = (code: number) => {
    if (status !== undefined) return;
    status = code;
    signalAll("SIGTERM");
    // Why longer: each process watches its own time.
    setTimeout(signalAll, (graceSeconds + 1) * 1000, "SIGKILL");
  };

  process.on("SIGTERM", () => stop(0));
  process.on("SIGINT", () => stop(0));
  process.on("SIGQUIT", () => {
    stop(0);
    signalAll("SIGQUIT");
  });
  cluster.on("listening", (worker) => served.add(worker));
  cluster.on("exit", (worker, code, signal) => {
    if (status !== undefined) {
      if (workers().every((other) => other.isDead())) process.exit(status);
      return;
    }
    log.error({ msg: "worker died", pid: worker.process.pid, code, signal });
    // Why: one that cannot even start would be replaced for ever.
    if (served.delete(worker)) cluster.fork();
    else stop(1);
  });
}

function signalAll(signal: NodeJS.Signals): void {
  for (const worker of workers()) worker.process.kill(signal);
}

function workers(): Worker[] {
  return Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);
}
