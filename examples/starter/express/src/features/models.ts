/** All models: one statement each. */
export { Note } from "./notes/models.ts";
