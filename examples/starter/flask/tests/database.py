"""Empties the test database.

Twin: tests/database.ts
"""

from sqlalchemy import delete, text

from app.db import Base, db


def empty() -> None:
    # Why deferred: rows that refer to each other have no order to go in.
    db.session.execute(text("PRAGMA defer_foreign_keys = ON"))
    for table in Base.metadata.tables.values():
        db.session.execute(delete(table))
    db.session.commit()
