import { crud } from "../../openapi.ts";
import * as schemas from "./schemas.ts";

export const paths = crud("/api/comments", "comment", "Comment", schemas, {
  "/api/posts/{id}/comments": "List comments of post",
});
