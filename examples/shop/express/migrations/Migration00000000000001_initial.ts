/** Makes all tables, then what refers from one to another. */
import { Migration } from "@mikro-orm/migrations";

export class Migration00000000000001_initial extends Migration {
  override up() {
    this.addSql(`
      create table "categories" (
        "id" serial primary key,
        "name" varchar(80) not null,
        "parent_id" int null,
        "created_at" timestamptz(3) not null,
        "updated_at" timestamptz(3) not null
      );
    `);
    this.addSql(
      `alter table "categories" add constraint "categories_name_unique" unique ("name");`,
    );
    this.addSql(
      `create index "categories_parent_id_index" on "categories" ("parent_id");`,
    );
    this.addSql(`
      create table "customers" (
        "id" serial primary key,
        "name" varchar(120) not null,
        "email" varchar(254) not null,
        "created_at" timestamptz(3) not null,
        "updated_at" timestamptz(3) not null
      );
    `);
    this.addSql(
      `alter table "customers" add constraint "customers_email_unique" unique ("email");`,
    );
    this.addSql(`
      create table "line_items" (
        "id" serial primary key,
        "quantity" int not null,
        "unit_price" numeric(10,2) not null,
        "order_id" int not null,
        "product_id" int not null,
        "created_at" timestamptz(3) not null,
        "updated_at" timestamptz(3) not null
      );
    `);
    this.addSql(
      `create index "line_items_order_id_index" on "line_items" ("order_id");`,
    );
    this.addSql(
      `create index "line_items_product_id_index" on "line_items" ("product_id");`,
    );
    this.addSql(`
      create table "orders" (
        "id" serial primary key,
        "placed_on" date not null,
        "status" varchar(30) not null,
        "note" text null,
        "customer_id" int not null,
        "created_at" timestamptz(3) not null,
        "updated_at" timestamptz(3) not null
      );
    `);
    this.addSql(`create index "orders_customer_id_index" on "orders" ("customer_id");`);
    this.addSql(`
      create table "products" (
        "id" serial primary key,
        "name" varchar(80) not null,
        "sku" varchar(40) not null,
        "price" numeric(10,2) not null,
        "stock" int not null,
        "active" boolean not null,
        "created_at" timestamptz(3) not null,
        "updated_at" timestamptz(3) not null
      );
    `);
    this.addSql(`
      create table "products_categories" (
        "product_id" int not null,
        "category_id" int not null,
        primary key ("product_id", "category_id")
      );
    `);
    this.addSql(
      `alter table "products" add constraint "products_sku_unique" unique ("sku");`,
    );
    this.addSql(
      `create index "products_categories_product_id_index" on "products_categories" ("product_id");`,
    );
    this.addSql(
      `create index "products_categories_category_id_index" on "products_categories" ("category_id");`,
    );
    this.addSql(`
      alter table "categories"
        add constraint "categories_parent_id_foreign"
          foreign key ("parent_id") references "categories" ("id") on delete set null;
    `);
    this.addSql(`
      alter table "line_items"
        add constraint "line_items_order_id_foreign"
          foreign key ("order_id") references "orders" ("id") on delete restrict;
    `);
    this.addSql(`
      alter table "line_items"
        add constraint "line_items_product_id_foreign"
          foreign key ("product_id") references "products" ("id") on delete restrict;
    `);
    this.addSql(`
      alter table "orders"
        add constraint "orders_customer_id_foreign"
          foreign key ("customer_id") references "customers" ("id") on delete restrict;
    `);
    this.addSql(`
      alter table "products_categories"
        add constraint "products_categories_product_id_foreign"
          foreign key ("product_id") references "products" ("id") on update cascade on delete cascade;
    `);
    this.addSql(`
      alter table "products_categories"
        add constraint "products_categories_category_id_foreign"
          foreign key ("category_id") references "categories" ("id") on update cascade on delete cascade;
    `);
  }

  override down() {
    this.addSql(`drop table if exists "line_items" cascade;`);
    this.addSql(`drop table if exists "orders" cascade;`);
    this.addSql(`drop table if exists "products_categories" cascade;`);
    this.addSql(`drop table if exists "products" cascade;`);
    this.addSql(`drop table if exists "customers" cascade;`);
    this.addSql(`drop table if exists "categories" cascade;`);
  }
}
