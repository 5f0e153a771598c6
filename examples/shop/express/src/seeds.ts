/**
 * Fills an empty database with examples: `npm run db:seed`.
 *
 * Twin: app/seeds.py
 */
import { em } from "./db.ts";

export async function seed(): Promise<void> {
  for (const { class: model } of em().getMetadata().getAll().values()) {
    if ((await em().count(model)) === 0) continue;
    return console.log("The database has rows already; nothing was added.");
  }
  await fill();
  console.log("Filled the database with examples.");
}

/** Makes two rows of everything, first those that others refer to. */
async function fill(): Promise<void> {
  const category1 = await make("categories", {
    name: "First name",
  });
  const category2 = await make("categories", {
    name: "Second name",
  });
  const customer1 = await make("customers", {
    name: "First name",
    email: "first@example.com",
  });
  const customer2 = await make("customers", {
    name: "Second name",
    email: "second@example.com",
  });
  const product1 = await make("products", {
    name: "First name",
    sku: "First sku",
    price: "1.10",
    stock: 1,
    active: true,
    categoryIds: [category1],
  });
  const product2 = await make("products", {
    name: "Second name",
    sku: "Second sku",
    price: "2.20",
    stock: 2,
    active: false,
    categoryIds: [category2],
  });
  const order1 = await make("orders", {
    placedOn: "2026-01-28",
    status: "open",
    note: "First note",
    customerId: customer1,
  });
  const order2 = await make("orders", {
    placedOn: "2026-02-28",
    status: "cancelled",
    note: "Second note",
    customerId: customer2,
  });
  await make("line-items", {
    quantity: 1,
    unitPrice: "1.10",
    orderId: order1,
    productId: product1,
  });
  await make("line-items", {
    quantity: 2,
    unitPrice: "2.20",
    orderId: order2,
    productId: product2,
  });
}

/** Does what a POST does, and gives the id of the new row. */
async function make(feature: string, body: object): Promise<number> {
  const { Create } = await import(`./features/${feature}/schemas.ts`);
  const { create } = await import(`./features/${feature}/service.ts`);
  const row = await create(Create.parse(body));
  return row.id;
}
