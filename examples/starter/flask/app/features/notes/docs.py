"""What the API document says of notes."""

from app.features.notes import schemas
from app.openapi import Paths, crud

PATHS: Paths = crud(
    "/api/notes",
    one="note",
    create=schemas.NoteCreate,
    update=schemas.NoteUpdate,
    query=schemas.NoteQuery,
    row=schemas.NoteOut,
    page=schemas.NotePage,
)
