"""The routes of notes."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from app.db import db
from app.features.notes import schemas, service
from app.input import body, query

bp = Blueprint("notes", __name__, url_prefix="/notes")


@bp.get("")
def index() -> ResponseReturnValue:
    page = service.find_all(query(schemas.NoteQuery))
    return schemas.NotePage.answer(page)


@bp.post("")
def create() -> ResponseReturnValue:
    note = service.create(body(schemas.NoteCreate))
    db.session.commit()
    answer = schemas.NoteOut.answer(note)
    answer.location = url_for(".show", note_id=note.id)
    return answer, 201


@bp.get("/<id:note_id>")
def show(note_id: int) -> ResponseReturnValue:
    return schemas.NoteOut.answer(service.find(note_id))


@bp.patch("/<id:note_id>")
def update(note_id: int) -> ResponseReturnValue:
    note = service.update(note_id, body(schemas.NoteUpdate))
    db.session.commit()
    return schemas.NoteOut.answer(note)


@bp.delete("/<id:note_id>")
def delete(note_id: int) -> ResponseReturnValue:
    service.delete(note_id)
    db.session.commit()
    return "", 204
