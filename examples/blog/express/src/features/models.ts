/** All models: one statement each. */
export { Comment } from "./comments/models.ts";
export { Post } from "./posts/models.ts";
export { Tag } from "./tags/models.ts";
