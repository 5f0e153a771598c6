import { crud } from "../../openapi.ts";
import * as schemas from "./schemas.ts";

export const paths = crud("/api/posts", "post", "Post", schemas, {
  "/api/tags/{id}/posts": "List posts of tag",
});
