/** The commands behind `npm run jobs`: work, list, retry. */
import { configFromEnv } from "../config.ts";
import { connect } from "../db.ts";
import { list, retry, work } from "./worker.ts";

const [command = "work", ...ids] = process.argv.slice(2);
const db = await connect(configFromEnv());
const em = db.em.fork();
const stop = new AbortController();

try {
  switch (command) {
    case "work":
      process.once("SIGTERM", () => stop.abort()).once("SIGINT", () => stop.abort());
      await work(em, stop.signal);
      break;
    case "list":
      for (const line of await list(em)) console.log(line);
      break;
    case "retry":
      console.log(`${await retry(em, ids.map(Number))} will be done again.`);
      break;
    default:
      throw new Error("Say work, list or retry");
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await db.close();
}
