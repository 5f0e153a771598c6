"""What the application does with notes."""

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import select

from app.db import db
from app.features.notes.models import Note
from app.features.notes.schemas import NoteCreate, NoteQuery, NoteUpdate
from app.rows import lock, paginate, save


def find_all(query: NoteQuery) -> Pagination:
    return paginate(select(Note), query)


def find(note_id: int) -> Note:
    return db.get_or_404(Note, note_id)


def create(data: NoteCreate) -> Note:
    return save(Note(), data)


def update(note_id: int, data: NoteUpdate) -> Note:
    return save(lock(select(Note), note_id), data)


def delete(note_id: int) -> None:
    db.session.delete(lock(select(Note), note_id))
    db.session.flush()
