/**
 * Counts requests in Redis, for all processes together.
 *
 * Twin: app/middleware/counters.py
 */
import type { Store } from "express-rate-limit";
import { createClient } from "redis";
import type { Config } from "../config.ts";

// Why not rate-limit-redis: where Redis does not answer at the start, it gives up for good.
export function counters({ redisUrl, rateLimitSeconds }: Config): Store {
  const redis = createClient({
    url: redisUrl,
    keyPrefix: "shop_express:",
    // Why: nobody waits for a Redis that does not answer.
    disableOfflineQueue: true,
    commandOptions: { timeout: 500 },
    socket: { connectTimeout: 5000 },
  });
  // Why nothing: each request that could not be counted says so.
  redis.on("error", () => {});
  redis.connect().catch(() => {});
  // Why: a process that has nothing else to do may end.
  redis.unref();

  return {
    async increment(client) {
      const [totalHits, , milliseconds] = await redis
        .multi()
        .incr(client)
        .pExpire(client, rateLimitSeconds * 1000, "NX")
        .pTTL(client)
        .execTyped();
      return { totalHits, resetTime: new Date(Date.now() + milliseconds) };
    },
    async decrement(client) {
      await redis.decr(client);
    },
    async resetKey(client) {
      await redis.del(client);
    },
  };
}
