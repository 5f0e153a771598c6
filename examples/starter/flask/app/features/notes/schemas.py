"""What goes in and out of notes."""

from typing import Annotated

from pydantic import MISSING

from app.features.notes.models import Note
from app.rows import Equals, SortBy
from app.schemas import Body, Boolean, InstantOut, Output, PageOf, PageQuery, text

Title = Annotated[str, text(1, 120)]
BodyText = Annotated[str, text(0, 16_000)]
SORTS = SortBy(Note, Note.title, Note.pinned)


class NoteCreate(Body):
    title: Title
    body: BodyText | None = None
    pinned: Boolean = False


class NoteUpdate(Body):
    title: Title | MISSING = MISSING
    body: BodyText | MISSING | None = MISSING
    pinned: Boolean | MISSING = MISSING


class NoteQuery(PageQuery):
    sort: Annotated[str, SORTS] = "id"
    title: Annotated[Title | MISSING, Equals(Note.title)] = MISSING
    pinned: Annotated[Boolean | MISSING, Equals(Note.pinned)] = MISSING


class NoteOut(Output):
    id: int
    title: str
    body: str | None
    pinned: bool
    created_at: InstantOut
    updated_at: InstantOut


class NotePage(PageOf[NoteOut]):
    pass
