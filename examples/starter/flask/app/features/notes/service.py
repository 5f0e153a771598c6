"""What the application does with notes.

Twin: src/features/notes/service.ts
"""

from app import rows
from app.features.notes import schemas
from app.features.notes.models import Note
from app.http.page import Page, paginate


def find_all(query: schemas.Query) -> Page[Note]:
    return paginate(Note, query)


def find(row_id: int) -> Note:
    return rows.find(Note, row_id)


def create(data: schemas.Create) -> Note:
    note = Note(**data.model_dump())
    rows.save(note)
    return note


def update(row_id: int, data: schemas.Update) -> Note:
    note = find(row_id)
    rows.assign(note, data)
    rows.save(note)
    return note


def delete(row_id: int) -> None:
    rows.remove(Note, row_id)
