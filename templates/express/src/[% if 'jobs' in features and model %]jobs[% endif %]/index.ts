/** All jobs, by their names. */
import { forget } from "./forget.ts";
import type { Job } from "./queue.ts";

export const jobs = new Map<string, Job>([forget].map((job) => [job.name, job]));
