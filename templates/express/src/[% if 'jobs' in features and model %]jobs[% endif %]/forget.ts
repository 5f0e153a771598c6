/** Every night, jobs that were given up long ago are deleted. */
import * as z from "zod";
import { QueuedJob } from "./models.ts";
import { defineJob } from "./queue.ts";

const DAY = 24 * 60 * 60 * 1000;

export const forget = defineJob({
  name: "forget",
  payload: z.strictObject({ days: z.int().default(30) }),
  dailyAt: "03:00",
  async run(em, { days }) {
    const longAgo = new Date(Date.now() - days * DAY);
    await em.nativeDelete(QueuedJob, { runAt: null, updatedAt: { $lt: longAgo } });
  },
});
