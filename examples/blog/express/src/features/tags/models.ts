import { defineEntity, p } from "@mikro-orm/core";
import { columns } from "../../columns.ts";
import { Post } from "../posts/models.ts";

const schema = defineEntity({
  name: "Tag",
  tableName: "tags",
  properties: {
    ...columns,
    name: p.string().length(40).unique(),
    posts: () => p.manyToMany(Post).mappedBy("tags"),
  },
});

export class Tag extends schema.class {}
schema.setClass(Tag);
