import { defineEntity, p } from "@mikro-orm/core";
import { columns, decimal } from "../../columns.ts";
import { Category } from "../categories/models.ts";
import { LineItem } from "../line-items/models.ts";

const schema = defineEntity({
  name: "Product",
  tableName: "products",
  properties: {
    ...columns,
    name: p.string().length(80),
    sku: p.string().length(40).unique(),
    price: decimal(10, 2),
    stock: p.integer().onCreate(() => 0),
    active: p.boolean().onCreate(() => true),
    categories: () => p.manyToMany(Category).owner().pivotTable("products_categories"),
    lineItems: () => p.oneToMany(LineItem).mappedBy("product"),
  },
});

export class Product extends schema.class {}
schema.setClass(Product);
