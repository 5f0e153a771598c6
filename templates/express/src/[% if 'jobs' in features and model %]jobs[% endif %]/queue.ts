/** Jobs wait in a table of the database, and workers take them from there. */
import type { EntityManager } from "@mikro-orm/sql";
import type * as z from "zod";
import { QueuedJob } from "./models.ts";

interface Definition<T extends z.ZodType> {
  name: string;
  payload: T;
  /** May be called again after it failed; `em` is in a transaction of its own. */
  run: (em: EntityManager, payload: z.output<T>) => Promise<void>;
  /** In UTC, with what the payload has by itself. */
  dailyAt?: `${number}:${number}`;
}

export interface Job {
  name: string;
  work: (em: EntityManager, payload: string) => Promise<void>;
  schedule: (em: EntityManager) => Promise<void>;
  nextDay: () => Date | undefined;
}

export function defineJob<T extends z.ZodType>(given: Definition<T>) {
  const { name, payload, run, dailyAt } = given;

  /** Is stored with the transaction that `em` is in; with a key only once. */
  async function enqueue(
    em: EntityManager,
    given: z.input<T>,
    { key, runAt }: { key?: string; runAt?: Date } = {},
  ) {
    const now = new Date();
    const times = { runAt: runAt ?? now, createdAt: now, updatedAt: now };
    const text = JSON.stringify(payload.parse(given));
    const row = { name, payload: text, key: key ?? null, attempts: 0, ...times };
    const query = em.createQueryBuilder(QueuedJob).insert(row);
    await query.onConflict("key").ignore().execute();
  }

  function nextDay() {
    if (!dailyAt) return undefined;
    const day = new Date();
    day.setUTCHours(...(dailyAt.split(":").map(Number) as [number, number]), 0, 0);
    if (day <= new Date()) day.setUTCDate(day.getUTCDate() + 1);
    return day;
  }

  return {
    name,
    enqueue,
    nextDay,
    work: (em: EntityManager, text: string) => run(em, payload.parse(JSON.parse(text))),
    schedule: async (em: EntityManager) => {
      const runAt = nextDay();
      if (runAt) await enqueue(em, {} as z.input<T>, { key: `daily ${name}`, runAt });
    },
  };
}
