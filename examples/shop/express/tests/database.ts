/**
 * Empties the test database.
 *
 * Twin: tests/database.py
 */
import type { Database } from "../src/db.ts";

export async function empty(db: Database): Promise<void> {
  const tables = db.getMetadata().getAll().values();
  const names = [...tables].map(({ tableName }) => `"${tableName}"`).join(", ");
  // Why at once: rows that refer to each other have no order to go in.
  if (names) await db.driver.execute(`truncate ${names}`);
}
