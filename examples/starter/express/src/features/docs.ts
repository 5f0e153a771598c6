/** What all resources say about themselves: one statement each. */
export * as notes from "./notes/docs.ts";
