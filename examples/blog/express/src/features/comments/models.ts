import { defineEntity, p } from "@mikro-orm/core";
import { columns } from "../../columns.ts";
import { Post } from "../posts/models.ts";

const schema = defineEntity({
  name: "Comment",
  tableName: "comments",
  properties: {
    ...columns,
    author: p.string().length(80),
    body: p.text(),
    post: () => p.manyToOne(Post).deleteRule("restrict"),
  },
});

export class Comment extends schema.class {}
schema.setClass(Comment);
