/** Fills an empty database with examples: `npm run seed`. */
import type { EntityManager } from "@mikro-orm/sql";
import { configFromEnv } from "./config.ts";
import { connect } from "./db.ts";
import { Category, Customer, LineItem, Order, Product } from "./features/models.ts";

/** Says whether it did: a database that has rows is left alone. */
export async function seed(em: EntityManager): Promise<boolean> {
  for (const model of [Category, Customer, LineItem, Order, Product]) {
    if (await em.count<object>(model)) return false;
  }
  const category1 = em.create(Category, { name: "First name" });
  const category2 = em.create(Category, { name: "Second name" });
  const customer1 = em.create(Customer, {
    name: "First name",
    email: "first@example.com",
  });
  const customer2 = em.create(Customer, {
    name: "Second name",
    email: "second@example.com",
  });
  const product1 = em.create(Product, {
    name: "First name",
    sku: "First sku",
    price: "1.10",
    stock: 1,
    active: true,
    categories: [category1],
  });
  const product2 = em.create(Product, {
    name: "Second name",
    sku: "Second sku",
    price: "2.20",
    stock: 2,
    active: false,
    categories: [category2],
  });
  const order1 = em.create(Order, {
    placedOn: "2026-01-28",
    status: "open",
    note: "First note",
    customer: customer1,
  });
  const order2 = em.create(Order, {
    placedOn: "2026-02-28",
    status: "cancelled",
    note: "Second note",
    customer: customer2,
  });
  em.create(LineItem, {
    quantity: 1,
    unitPrice: "1.10",
    order: order1,
    product: product1,
  });
  em.create(LineItem, {
    quantity: 2,
    unitPrice: "2.20",
    order: order2,
    product: product2,
  });
  await em.flush();
  return true;
}

if (import.meta.main) {
  const db = await connect(configFromEnv());
  const isFilled = await seed(db.em.fork({ useContext: true }));
  console.log(isFilled ? "Filled the database with examples." : "It has rows already.");
  await db.close();
}
