import { crud, type Paths, rowSchema } from "../../openapi.ts";
import { CommentCreate, CommentQuery, CommentUpdate, fields } from "./schemas.ts";

const CommentOut = rowSchema("CommentOut", fields);

export const paths: Paths = {
  ...crud({
    name: "Comment",
    one: "comment",
    path: "/api/comments",
    query: CommentQuery,
    create: CommentCreate,
    update: CommentUpdate,
    answer: CommentOut,
    lists: { "/api/posts/{id}/comments": "List comments of post" },
  }),
};
