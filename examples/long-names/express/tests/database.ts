/**
 * Empties the test database.
 *
 * Twin: tests/database.py
 */
import type { Database } from "../src/db.ts";

export async function empty(db: Database): Promise<void> {
  await db.em.transactional(async (em) => {
    // Why unchecked: rows that refer to each other have no order to go in.
    await em.execute("set foreign_key_checks = 0");
    for (const { tableName } of db.getMetadata().getAll().values()) {
      await em.execute(`delete from ${tableName}`);
    }
    await em.execute("set foreign_key_checks = 1");
  });
}
