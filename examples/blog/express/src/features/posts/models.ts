/**
 * The table posts.
 *
 * Twin: app/features/posts/models.py
 */
import { defineEntity } from "@mikro-orm/core";
import * as columns from "../../columns.ts";
import { Tag } from "../tags/models.ts";

const schema = defineEntity({
  name: "Post",
  tableName: "posts",
  properties: {
    id: columns.id(),
    title: columns.string(120),
    body: columns.text(),
    status: columns.string(30),
    publishedAt: columns.datetime().nullable(),
    tagIds: (): columns.List => columns.list(Tag, TagsLink),
    createdAt: columns.createdAt(),
    updatedAt: columns.updatedAt(),
  },
});

export class Post extends schema.class {}
schema.setClass(Post);

const TagsLink = defineEntity({
  name: "PostTagsLink",
  tableName: "posts_tags",
  properties: {
    postId: (): columns.Joined => columns.joined(Post),
    tagId: (): columns.Joined => columns.joined(Tag),
  },
});
