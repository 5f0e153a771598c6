import { crud, type Paths, rowSchema } from "../../openapi.ts";
import { fields, NoteCreate, NoteQuery, NoteUpdate } from "./schemas.ts";

const NoteOut = rowSchema("NoteOut", fields);

export const paths: Paths = {
  ...crud({
    name: "Note",
    one: "note",
    path: "/api/notes",
    query: NoteQuery,
    create: NoteCreate,
    update: NoteUpdate,
    answer: NoteOut,
  }),
};
