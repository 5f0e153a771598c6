import { crud, type Paths, rowSchema } from "../../openapi.ts";
import { fields, TagCreate, TagQuery, TagUpdate } from "./schemas.ts";

const TagOut = rowSchema("TagOut", fields);

export const paths: Paths = {
  ...crud({
    name: "Tag",
    one: "tag",
    path: "/api/tags",
    query: TagQuery,
    create: TagCreate,
    update: TagUpdate,
    answer: TagOut,
    lists: { "/api/posts/{id}/tags": "List tags of post" },
  }),
};
