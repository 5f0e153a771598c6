"""What the database refuses is a conflict; that it does not answer is no bug."""

from operator import itemgetter

from flask import Flask, Response, current_app
from pymysql.constants import ER
from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import Conflict, default_exceptions

from app.db import Base
from app.errors import FieldError, camel, field_error, problem

DETAIL = "is already taken"
AWAY = "The database does not answer."
BUSY = {ER.LOCK_WAIT_TIMEOUT, ER.LOCK_DEADLOCK}
# Of two the first is MySQL's, the other MariaDB's.
CANCELLED = {ER.QUERY_INTERRUPTED, 3024, 1969}
UNFIT = {3819, ER.CONSTRAINT_FAILED}


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
    code, message = error.orig.args if error.orig else (0, "")
    if code in {ER.ROW_IS_REFERENCED_2, ER.NO_REFERENCED_ROW_2}:
        return problem(Conflicting([]))
    if code == ER.DUP_ENTRY:
        name = message.rpartition(" for key ")[2].strip("'").rpartition(".")[2]
        return problem(Conflicting(taken(columns_of(name))))
    raise error


def taken(columns: list[str]) -> list[FieldError]:
    return [field_error("body", [camel(name)], "unique", DETAIL) for name in columns]


def columns_of(name: str | None) -> list[str]:
    return [
        column.name
        for table in Base.metadata.tables.values()
        for unique in (*table.constraints, *table.indexes)
        if isinstance(unique, UniqueConstraint | Index) and unique.name == name
        for column in unique.columns
    ]


def unanswered(error: DBAPIError) -> Response:
    # Why here: to PyMySQL it is no IntegrityError.
    if error.orig and error.orig.args[0] in UNFIT:
        return told(error, None, 422)
    if error.orig and error.orig.args[0] in BUSY:
        return told(error, "The data is in use; try again.")
    # Why asked: a statement that is wrong is a bug of ours.
    is_cancelled = error.orig is not None and error.orig.args[0] in CANCELLED
    if error.statement is None or error.connection_invalidated or is_cancelled:
        return told(error)
    raise error


def outrun(_: StaleDataError) -> Response:
    """Another request was faster to change or to delete a row."""
    return problem(Conflicting([]))


def told(error: Exception, detail: str | None = AWAY, status: int = 503) -> Response:
    current_app.logger.error("database", exc_info=error)
    return problem(default_exceptions[status](detail))
