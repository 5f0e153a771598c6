/** All resources: one import and one statement each. */
import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { notesRouter } from "./notes/routes.ts";

export function apiRouter(em: EntityManager) {
  const router = Router();
  router.use("/notes", notesRouter(em));
  return router;
}
