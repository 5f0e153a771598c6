/** Refuses a client that asks too often; Redis counts for all processes. */
import { setTimeout } from "node:timers/promises";
import { rateLimit } from "express-rate-limit";
import createError from "http-errors";
import { RedisStore } from "rate-limit-redis";
import { createClient } from "redis";
import type { Config } from "./config.ts";

export type Redis = Awaited<ReturnType<typeof connectRedis>>;

const FREE = ["/healthz", "/readyz", "/metrics"];

export async function connectRedis({ REDIS_URL: url }: Config) {
  const redis = createClient({
    url,
    // Why: without Redis a request is served uncounted, at once.
    disableOfflineQueue: true,
    // Why: one that is silent for a second is away, and else would be waited for.
    pingInterval: 500,
    socket: { socketTimeout: 1000, reconnectStrategy: 500 },
  });
  redis.on("error", ({ message }) => console.error(`Redis: ${message}`));
  await Promise.race([redis.connect(), setTimeout(1000)]);
  return redis;
}

export function limitRate({ RATE_LIMIT: limit }: Config, redis: Redis) {
  return rateLimit({
    limit,
    windowMs: 60_000,
    skip: ({ method, path }) => /^(GET|HEAD)$/.test(method) && FREE.includes(path),
    handler: (_req, _res, next) => next(createError(429)),
    store: new RedisStore({ sendCommand: (...command) => redis.sendCommand(command) }),
    passOnStoreError: true,
    // Why: headers that a client sends for fun would be logged as a mistake of ours.
    validate: { forwardedHeader: false, ip: false, xForwardedForHeader: false },
  });
}
