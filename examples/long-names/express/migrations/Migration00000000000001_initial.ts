/** Makes all tables, then what refers from one to another. */
import { Migration } from "@mikro-orm/migrations";

export class Migration00000000000001_initial extends Migration {
  override up() {
    this.addSql(`
      create table \`aa\` (
        \`id\` int unsigned not null auto_increment primary key,
        \`b\` varchar(255) not null,
        \`c_id\` int unsigned null,
        \`created_at\` datetime(3) not null,
        \`updated_at\` datetime(3) not null
      ) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;
    `);
    this.addSql(`
      create table \`aa_d\` (
        \`a_id\` int unsigned not null,
        \`purchase_order_line_item_id\` int unsigned not null,
        primary key (\`a_id\`, \`purchase_order_line_item_id\`)
      ) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;
    `);
    this.addSql(`alter table \`aa\` add index \`aa_c_id_index\` (\`c_id\`);`);
    this.addSql(`alter table \`aa_d\` add index \`aa_d_a_id_index\` (\`a_id\`);`);
    this.addSql(
      `alter table \`aa_d\` add index \`aa_d_purchase_order_line_item_id_index\` (\`purchase_order_line_item_id\`);`,
    );
    this.addSql(`
      create table \`purchase_order_line_items\` (
        \`id\` int unsigned not null auto_increment primary key,
        \`customer_reference_text\` varchar(120) not null,
        \`internal_reference_code\` varchar(40) not null,
        \`expected_delivery_date_x\` date null,
        \`supplier_responsible_man_id\` int unsigned null,
        \`the_parent_of_this_items_id\` int unsigned null,
        \`fulfillment_status_kind\` varchar(30) not null,
        \`is_delivery_confirmed_no\` tinyint(1) not null,
        \`total_amount_after_taxes\` numeric(12,4) not null,
        \`warehouse_confirmed_time\` datetime(3) null,
        \`contact_email_of_orderer\` varchar(254) null,
        \`website_of_manufacturers\` varchar(768) null,
        \`long_description_of_item\` text null,
        \`created_at\` datetime(3) not null,
        \`updated_at\` datetime(3) not null
      ) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;
    `);
    this.addSql(`
      create table \`purchase_order_line_items_e\` (
        \`purchase_order_line_item_id\` int unsigned not null,
        \`a_id\` int unsigned not null,
        primary key (\`purchase_order_line_item_id\`, \`a_id\`)
      ) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;
    `);
    this.addSql(
      `alter table \`purchase_order_line_items\` add unique \`purchase_order_line_items_internal_reference_code_unique\` (\`internal_reference_code\`);`,
    );
    this.addSql(
      `alter table \`purchase_order_line_items\` add index \`purchase_order_line_items_supplier_responsible_man_id_index\` (\`supplier_responsible_man_id\`);`,
    );
    this.addSql(
      `alter table \`purchase_order_line_items\` add index \`purchase_order_line_items_the_parent_of_this_items_id_index\` (\`the_parent_of_this_items_id\`);`,
    );
    this.addSql(
      `alter table \`purchase_order_line_items_e\` add index \`purchase_order_line_items_e_purchase_order_line_item_id_index\` (\`purchase_order_line_item_id\`);`,
    );
    this.addSql(
      `alter table \`purchase_order_line_items_e\` add index \`purchase_order_line_items_e_a_id_index\` (\`a_id\`);`,
    );
    this.addSql(`
      create table \`supplier_contact_peoples\` (
        \`id\` int unsigned not null auto_increment primary key,
        \`full_name_of_that_person\` varchar(255) not null,
        \`created_at\` datetime(3) not null,
        \`updated_at\` datetime(3) not null
      ) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;
    `);
    this.addSql(
      `alter table \`supplier_contact_peoples\` add unique \`supplier_contact_peoples_full_name_of_that_person_unique\` (\`full_name_of_that_person\`);`,
    );
    this.addSql(`
      alter table \`aa\`
        add constraint \`aa_c_id_foreign\`
          foreign key (\`c_id\`) references \`purchase_order_line_items\` (\`id\`) on delete set null;
    `);
    this.addSql(`
      alter table \`aa_d\`
        add constraint \`aa_d_a_id_foreign\`
          foreign key (\`a_id\`) references \`aa\` (\`id\`) on update cascade on delete cascade;
    `);
    this.addSql(`
      alter table \`aa_d\`
        add constraint \`aa_d_purchase_order_line_item_id_foreign\`
          foreign key (\`purchase_order_line_item_id\`) references \`purchase_order_line_items\` (\`id\`) on update cascade on delete cascade;
    `);
    this.addSql(`
      alter table \`purchase_order_line_items\`
        add constraint \`purchase_order_line_items_supplier_responsible_man_id_foreign\`
          foreign key (\`supplier_responsible_man_id\`) references \`supplier_contact_peoples\` (\`id\`) on delete set null;
    `);
    this.addSql(`
      alter table \`purchase_order_line_items\`
        add constraint \`purchase_order_line_items_the_parent_of_this_items_id_foreign\`
          foreign key (\`the_parent_of_this_items_id\`) references \`purchase_order_line_items\` (\`id\`) on delete set null;
    `);
    this.addSql(`
      alter table \`purchase_order_line_items_e\`
        add constraint \`purchase_order_line_items_e_purchase_order_line_item_id_foreign\`
          foreign key (\`purchase_order_line_item_id\`) references \`purchase_order_line_items\` (\`id\`) on update cascade on delete cascade;
    `);
    this.addSql(`
      alter table \`purchase_order_line_items_e\`
        add constraint \`purchase_order_line_items_e_a_id_foreign\`
          foreign key (\`a_id\`) references \`aa\` (\`id\`) on update cascade on delete cascade;
    `);
  }

  override down() {
    this.addSql(`alter table \`aa\` drop foreign key \`aa_c_id_foreign\`;`);
    this.addSql(`alter table \`aa_d\` drop foreign key \`aa_d_a_id_foreign\`;`);
    this.addSql(
      `alter table \`aa_d\` drop foreign key \`aa_d_purchase_order_line_item_id_foreign\`;`,
    );
    this.addSql(
      `alter table \`purchase_order_line_items\` drop foreign key \`purchase_order_line_items_supplier_responsible_man_id_foreign\`;`,
    );
    this.addSql(
      `alter table \`purchase_order_line_items\` drop foreign key \`purchase_order_line_items_the_parent_of_this_items_id_foreign\`;`,
    );
    this.addSql(
      `alter table \`purchase_order_line_items_e\` drop foreign key \`purchase_order_line_items_e_purchase_order_line_item_id_foreign\`;`,
    );
    this.addSql(
      `alter table \`purchase_order_line_items_e\` drop foreign key \`purchase_order_line_items_e_a_id_foreign\`;`,
    );
    this.addSql(`drop table if exists \`purchase_order_line_items_e\`;`);
    this.addSql(`drop table if exists \`purchase_order_line_items\`;`);
    this.addSql(`drop table if exists \`aa_d\`;`);
    this.addSql(`drop table if exists \`aa\`;`);
    this.addSql(`drop table if exists \`supplier_contact_peoples\`;`);
  }
}
