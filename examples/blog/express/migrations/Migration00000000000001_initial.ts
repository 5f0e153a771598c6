/** Makes all tables, then what refers from one to another. */
import { Migration } from "@mikro-orm/migrations";

export class Migration00000000000001_initial extends Migration {
  override up() {
    this.addSql(`
      create table "comments" (
        "id" integer not null primary key autoincrement,
        "author" text not null,
        "body" text not null,
        "post_id" integer not null,
        "created_at" datetime not null,
        "updated_at" datetime not null,
        constraint "comments_post_id_foreign"
          foreign key ("post_id") references "posts" ("id") on delete restrict
      );
    `);
    this.addSql(`create index "comments_post_id_index" on "comments" ("post_id");`);
    this.addSql(`
      create table "posts" (
        "id" integer not null primary key autoincrement,
        "title" text not null,
        "body" text not null,
        "status" text not null,
        "published_at" datetime null,
        "created_at" datetime not null,
        "updated_at" datetime not null
      );
    `);
    this.addSql(`
      create table "posts_tags" (
        "post_id" integer not null,
        "tag_id" integer not null,
        primary key ("post_id", "tag_id"),
        constraint "posts_tags_post_id_foreign"
          foreign key ("post_id") references "posts" ("id") on update cascade on delete cascade,
        constraint "posts_tags_tag_id_foreign"
          foreign key ("tag_id") references "tags" ("id") on update cascade on delete cascade
      );
    `);
    this.addSql(`create index "posts_tags_post_id_index" on "posts_tags" ("post_id");`);
    this.addSql(`create index "posts_tags_tag_id_index" on "posts_tags" ("tag_id");`);
    this.addSql(`
      create table "tags" (
        "id" integer not null primary key autoincrement,
        "name" text not null,
        "created_at" datetime not null,
        "updated_at" datetime not null
      );
    `);
    this.addSql(`create unique index "tags_name_unique" on "tags" ("name");`);
  }

  override down() {
    this.addSql(`drop table if exists "comments";`);
    this.addSql(`drop table if exists "posts_tags";`);
    this.addSql(`drop table if exists "posts";`);
    this.addSql(`drop table if exists "tags";`);
  }
}
