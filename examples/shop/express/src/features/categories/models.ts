import { defineEntity, p } from "@mikro-orm/core";
import { columns } from "../../columns.ts";
import { Product } from "../products/models.ts";

const schema = defineEntity({
  name: "Category",
  tableName: "categories",
  properties: {
    ...columns,
    name: p.string().length(80).unique(),
    parent: () => p.manyToOne(Category).nullable().deleteRule("set null"),
    categories: () => p.oneToMany(Category).mappedBy("parent"),
    products: () => p.manyToMany(Product).mappedBy("categories"),
  },
});

export class Category extends schema.class {}
schema.setClass(Category);
