/**
 * Empties the test database.
 *
 * Twin: tests/database.py
 */
import type { Database } from "../src/db.ts";

export async function empty(db: Database): Promise<void> {
  // Why unchecked: rows that refer to each other have no order to go in.
  await db.driver.execute("pragma foreign_keys = off");
  for (const { tableName } of db.getMetadata().getAll().values()) {
    await db.driver.execute(`delete from "${tableName}"`);
  }
  await db.driver.execute("pragma foreign_keys = on");
}
