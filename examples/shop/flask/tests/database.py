"""Empties the test database.

Twin: tests/database.ts
"""

from sqlalchemy import text

from app.db import Base, db


def empty() -> None:
    # Why at once: rows that refer to each other have no order to go in.
    if tables := ", ".join(f'"{name}"' for name in Base.metadata.tables):
        db.session.execute(text(f"TRUNCATE {tables}"))
        db.session.commit()
