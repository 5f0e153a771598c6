/**
 * Serves what Prometheus reads.
 *
 * Twin: app/features/metrics.py
 */
import { hash, timingSafeEqual } from "node:crypto";
import { Router } from "express";
import { register } from "prom-client";
import type { Config } from "../config.ts";
import { methodsOnly, Problem } from "../errors.ts";
import { total } from "../metrics.ts";

const router = Router({ caseSensitive: true, strict: true });

router.get("/metrics", async (req, res) => {
  const { metricsToken }: Config = req.app.get("config");
  const given = req.get("Authorization") ?? "";
  if (metricsToken && !isSame(given, `Bearer ${metricsToken}`)) {
    res.set("WWW-Authenticate", "Bearer");
    throw new Problem(401);
  }
  res.set("Content-Type", register.contentType).send(await total());
});

export const routes = methodsOnly(router);

/** Takes the same time whatever is different. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => hash("sha256", text, "buffer");
  return timingSafeEqual(digest(one), digest(other));
}
