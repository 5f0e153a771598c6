/**
 * Says whether the process runs and whether the database answers.
 *
 * Twin: app/features/health.py
 */
import { Router } from "express";
import { em } from "../db.ts";
import { methodsOnly, Problem } from "../errors.ts";

[# concept routing.blueprint #]
[# (1) #]
const router = Router({ caseSensitive: true, strict: true });
[# /concept #]

router.get("/healthz", (_req, res) => {
  res.json({ status: "ok" });
});

router.get("/readyz", async (req, res) => {
  if (req.app.get("stopping")) throw new Problem(503, "The process is stopping.");
  await em().execute("select 1");
  res.json({ status: "ok" });
});

[# concept routing.blueprint #]
export const routes = methodsOnly(router);
[# /concept #]
