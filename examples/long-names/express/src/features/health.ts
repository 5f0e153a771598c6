/**
 * Says whether the process runs and whether the database answers.
 *
 * Twin: app/features/health.py
 */
import { Router } from "express";
import { em } from "../db.ts";
import { methodsOnly, Problem } from "../errors.ts";

const router = Router({ caseSensitive: true, strict: true });

router.get("/healthz", (_req, res) => {
  res.json({ status: "ok" });
});

router.get("/readyz", async (_req, res) => {
  try {
    await em().execute("select 1");
  } catch {
    throw new Problem(503, "The database does not answer.");
  }
  res.json({ status: "ok" });
});

export const routes = methodsOnly(router);
