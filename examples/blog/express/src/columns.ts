/** What all rows have in common, and the types of their columns. */
import { p } from "@mikro-orm/core";

const now = () => new Date();

export const instant = () => p.datetime(3);

export const columns = {
  id: p.integer().primary(),
  createdAt: instant().onCreate(now),
  updatedAt: instant()
    .onCreate((row) => row.createdAt)
    .onUpdate(now),
};
