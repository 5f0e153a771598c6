/** What all resources say about themselves: one statement each. */
export * as comments from "./comments/docs.ts";
export * as posts from "./posts/docs.ts";
export * as tags from "./tags/docs.ts";
