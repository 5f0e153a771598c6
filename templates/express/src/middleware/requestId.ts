/**
 * Gives every request an id, which the answer and the log carry.
 *
 * Twin: app/middleware/request_id.py
 */
import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";

[# concept middleware.request_id #]
[# (1) #]
export const requestId: RequestHandler = (req, res, next) => {
  const given = req.get("X-Request-Id") ?? "";
  [# (2) #]
  const isWellFormed = /^[A-Za-z0-9-]{8,64}$/.test(given);
  [# (3) #]
  res.set("X-Request-Id", isWellFormed ? given : randomUUID());
  next();
};
[# /concept #]
