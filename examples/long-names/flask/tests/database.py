"""Empties the test database.

Twin: tests/database.ts
"""

from sqlalchemy import delete, text

from app.db import Base, db


def empty() -> None:
    # Why unchecked: rows that refer to each other have no order to go in.
    db.session.execute(text("SET FOREIGN_KEY_CHECKS = 0"))
    for table in Base.metadata.tables.values():
        db.session.execute(delete(table))
    db.session.execute(text("SET FOREIGN_KEY_CHECKS = 1"))
    db.session.commit()
