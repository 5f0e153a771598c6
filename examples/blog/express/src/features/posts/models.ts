import { defineEntity, p } from "@mikro-orm/core";
import { columns, instant } from "../../columns.ts";
import { Comment } from "../comments/models.ts";
import { Tag } from "../tags/models.ts";
import type { PostCreate } from "./schemas.ts";

const schema = defineEntity({
  name: "Post",
  tableName: "posts",
  properties: {
    ...columns,
    title: p.string().length(120),
    body: p.text(),
    status: p
      .string()
      .length(30)
      .$type<PostCreate["status"]>()
      .onCreate(() => "draft"),
    publishedAt: instant().nullable(),
    tags: () => p.manyToMany(Tag).owner().pivotTable("posts_tags"),
    comments: () => p.oneToMany(Comment).mappedBy("post"),
  },
});

export class Post extends schema.class {}
schema.setClass(Post);
