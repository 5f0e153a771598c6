"""Finds, writes and deletes rows; what the database refuses becomes a Problem.

Twin: src/rows.ts
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import delete, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app import dialect
from app.db import Model, db, now
from app.errors import FieldError, Problem
from app.http.names import camel
from app.http.schema import Input

M = TypeVar("M", bound=Model)


[# concept data.query #]
def find(model: type[M], row_id: int) -> M:
    [# (1) #]
    row = db.session.get(model, row_id)
    [# (2) #]
    if row is None:
        raise Problem(404)
    return row
[# /concept #]


def assign(row: Model, data: Input) -> None:
    """Takes over the fields that the request has; the others stay."""
    for name, value in data.model_dump().items():
        setattr(row, name, value)


[# concept data.transaction #]
def save(row: Model) -> None:
    """Writes the row if anything changed."""
    if row in db.session:
        if not db.session.is_modified(row):
            return
        row.updated_at = now()
    [# (3) #]
    with conflicts("The request conflicts with existing data.", row.__tablename__):
        db.session.add(row)
        [# (2) #]
        db.session.commit()
[# /concept #]


[# concept data.query #]
def remove(model: type[M], row_id: int) -> None:
    with conflicts("Other records refer to this one."):
        [# (3) #]
        statement = delete(model).where(model.id == row_id)
        found = db.session.connection().execute(statement).rowcount
        db.session.commit()
    if not found:
        raise Problem(404)
[# /concept #]


[# concept data.uniqueness #]
@contextmanager
def conflicts(detail: str, table: str = "") -> Iterator[None]:
    try:
        yield
    except StaleDataError:
        raise Problem(404) from None
    [# (1) #]
    except DBAPIError as error:
        [# (2) #]
        db.session.rollback()
        if isinstance(error, IntegrityError) or dialect.lost_race(error):
            raise Problem(409, detail, taken(error, table)) from None
        raise
[# /concept #]


[# concept data.uniqueness #]
def taken(error: DBAPIError, table: str) -> list[FieldError]:
    """Names the field, where a unique constraint was violated."""
    [# (3) #]
    constraint = dialect.taken(error)
    if not constraint.endswith("_unique"):
        return []
    column = constraint.removeprefix(f"{table}_").removesuffix("_unique")
    return [field_error(column, "unique", "is already taken")]
[# /concept #]


[# concept data.relation #]
def refuse_missing(data: Input, targets: Mapping[str, type[Model]]) -> None:
    """Refuses a reference to a row that does not exist."""
    errors = [
        field_error(name, "reference", "does not exist")
        for name, value in data.model_dump(include=set(targets)).items()
        [# (3) #]
        if not exist(targets[name], value if isinstance(value, list) else [value])
    ]
    if errors:
        raise Problem(409, "The request conflicts with existing data.", errors)
[# /concept #]


def exist(model: type[Model], ids: list[int | None]) -> bool:
    wanted = set(ids) - {None}
    if not wanted:
        return True
    found = db.session.scalars(select(model.id).where(model.id.in_(wanted)))
    return wanted == set(found)


def field_error(column: str, code: str, detail: str) -> FieldError:
    pointer = f"/{camel(column)}"
    return {"in": "body", "pointer": pointer, "code": code, "detail": detail}
