import { crud } from "../../openapi.ts";
import * as schemas from "./schemas.ts";

export const paths = crud("/api/tags", "tag", "Tag", schemas, {
  "/api/posts/{id}/tags": "List tags of post",
});
