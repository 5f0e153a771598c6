/** Makes all tables, then what refers from one to another. */
import { Migration } from "@mikro-orm/migrations";

export class Migration00000000000001_initial extends Migration {
  override up() {
    this.addSql(`
      create table "notes" (
        "id" integer not null primary key autoincrement,
        "title" text not null,
        "body" text null,
        "pinned" integer not null,
        "created_at" datetime not null,
        "updated_at" datetime not null
      );
    `);
  }

  override down() {
    this.addSql(`drop table if exists "notes";`);
  }
}
