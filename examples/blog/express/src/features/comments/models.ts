/**
 * The table comments.
 *
 * Twin: app/features/comments/models.py
 */
import { defineEntity } from "@mikro-orm/core";
import * as columns from "../../columns.ts";
import { Post } from "../posts/models.ts";

const schema = defineEntity({
  name: "Comment",
  tableName: "comments",
  properties: {
    id: columns.id(),
    author: columns.string(80),
    body: columns.text(),
    postId: (): columns.Reference => columns.reference(Post),
    createdAt: columns.createdAt(),
    updatedAt: columns.updatedAt(),
  },
});

export class Comment extends schema.class {}
schema.setClass(Comment);
