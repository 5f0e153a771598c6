"""What the database refuses is a conflict; that it does not answer is no bug."""

import re
import sqlite3
from operator import itemgetter

from flask import Flask, Response, current_app
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import Conflict, default_exceptions

from app.errors import FieldError, camel, field_error, problem

DETAIL = "is already taken"
AWAY = "The database does not answer."
# Why the primary key: only of rows that tie others together it is not our own.
NO_FIELDS = {
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
}


class Conflicting(Conflict):
    """The request does not fit what the database has."""

    def __init__(self, errors: list[FieldError]) -> None:
        super().__init__("The request conflicts with existing data.")
        self.errors = sorted(errors, key=itemgetter("pointer"))


def init_app(app: Flask) -> None:
    app.register_error_handler(IntegrityError, refused)
    app.register_error_handler(StaleDataError, outrun)
    app.register_error_handler(DBAPIError, unanswered)
    app.register_error_handler(PoolTimeout, told)


def refused(error: IntegrityError) -> Response:
    """A value that is taken or unfit, or a row that others need, and no bug of ours."""
    kind = getattr(error.orig, "sqlite_errorcode", None)
    if kind in NO_FIELDS:
        return problem(Conflicting([]))
    if kind == sqlite3.SQLITE_CONSTRAINT_CHECK:
        return told(error, None, 422)
    if kind == sqlite3.SQLITE_CONSTRAINT_UNIQUE:
        return problem(Conflicting(taken(re.findall(r"\.(\w+)", str(error.orig)))))
    raise error


def taken(columns: list[str]) -> list[FieldError]:
    return [field_error("body", [camel(name)], "unique", DETAIL) for name in columns]


def unanswered(error: DBAPIError) -> Response:
    if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
        return told(error, "The data is in use; try again.")
    # Why asked: a statement that is wrong is a bug of ours.
    if error.statement is None:
        return told(error)
    raise error


def outrun(_: StaleDataError) -> Response:
    """Another request was faster to change or to delete a row."""
    return problem(Conflicting([]))


def told(error: Exception, detail: str | None = AWAY, status: int = 503) -> Response:
    current_app.logger.error("database", exc_info=error)
    return problem(default_exceptions[status](detail))
