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

[# concept operations.health #]
router.get("/healthz", (_req, res) => {
  [# (1) #]
  res.json({ status: "ok" });
});
[# /concept #]

[# concept operations.health #]
router.get("/readyz", async (req, res) => {
  [# (2) #]
  if (req.app.get("stopping")) throw new Problem(503, "The process is stopping.");
  [# (3) #]
  await em().execute("select 1");
  res.json({ status: "ok" });
});
[# /concept #]

[# concept routing.blueprint #]
export const routes = methodsOnly(router);
[# /concept #]
