/** All resources: one import and one statement each. */
import type { EntityManager } from "@mikro-orm/sql";
import { Router } from "express";
import { commentsRouter } from "./comments/routes.ts";
import { postsRouter } from "./posts/routes.ts";
import { tagsRouter } from "./tags/routes.ts";

export function apiRouter(em: EntityManager) {
  const router = Router();
  router.use("/comments", commentsRouter(em));
  router.use("/posts", postsRouter(em));
  router.use("/tags", tagsRouter(em));
  return router;
}
