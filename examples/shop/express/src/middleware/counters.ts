/**
 * Counts requests in Redis, for all processes together.
 *
 * Twin: app/middleware/counters.py
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "express-rate-limit";
import { createClient } from "redis";
import type { Config } from "../config.ts";

// Why not rate-limit-redis: where Redis does not answer at the start, it gives up for good.
export function counters(config: Config): Store {
  const { rateLimitSeconds, redisUrl, redisWaitMs } = config;
  const redis = createClient({
    url: redisUrl,
    keyPrefix: "shop_express:",
    disableOfflineQueue: true,
  });
  const connect = () => redis.connect().catch(() => {});
  let reason = "It does not answer.";
  // Why kept: each request that could not be counted says so.
  redis.on("error", ({ message }: Error) => {
    reason = message;
  });
  const refused = new Promise((resolve) => redis.once("error", resolve));
  const late = sleep(redisWaitMs, undefined, { ref: false });
  // Why: the first requests of a process wait for its first connection.
  const opened = Promise.race([connect(), refused, late]);
  // Why: a process that has nothing else to do may end.
  redis.unref();

  return {
    async increment(client) {
      await opened;
      // Why asked: `multi` would wait for a connection, in spite of the option above.
      if (!redis.isReady) throw new Error(`There is no connection to Redis. ${reason}`);
      // Why not the client's own limit: it ends when a command is sent.
      const patience = setTimeout(() => {
        // Why destroyed: the other end may be gone for good.
        redis.destroy();
        connect();
      }, redisWaitMs);
      try {
        const [totalHits, , milliseconds] = await redis
          .multi()
          .incr(client)
          .pExpire(client, rateLimitSeconds * 1000, "NX")
          .pTTL(client)
          .execTyped();
        return { totalHits, resetTime: new Date(Date.now() + milliseconds) };
      } finally {
        clearTimeout(patience);
      }
    },
    async decrement(client) {
      await redis.decr(client);
    },
    async resetKey(client) {
      await redis.del(client);
    },
  };
}
