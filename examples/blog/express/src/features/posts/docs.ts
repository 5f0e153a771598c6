import { crud, type Paths, rowSchema } from "../../openapi.ts";
import { fields, PostCreate, PostQuery, PostUpdate } from "./schemas.ts";

const PostOut = rowSchema("PostOut", fields);

export const paths: Paths = {
  ...crud({
    name: "Post",
    one: "post",
    path: "/api/posts",
    query: PostQuery,
    create: PostCreate,
    update: PostUpdate,
    answer: PostOut,
    lists: { "/api/tags/{id}/posts": "List posts of tag" },
  }),
};
