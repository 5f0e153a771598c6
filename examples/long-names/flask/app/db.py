"""The database: one session per request, and what all rows have in common.

Twin: src/db.ts
"""

import datetime as dt
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app import columns, dialect
from app.config import Config


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "pk": "%(table_name)s_pkey",
            "fk": "%(table_name)s_%(column_0_name)s_foreign",
            "ix": "%(table_name)s_%(column_0_name)s_index",
            "uq": "%(table_name)s_%(column_0_name)s_unique",
        }
    )


MIGRATIONS = Path(__file__).parents[1] / "migrations"

db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
migrate = Migrate()


def init_app(app: Flask, config: Config) -> None:
    """A session begins when a request first asks for it, and ends with the request."""
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = dialect.engine_options(config)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(MIGRATIONS))


def now() -> dt.datetime:
    """The current instant, cut to milliseconds as JavaScript has them."""
    instant = dt.datetime.now(dt.UTC)
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def same_as_created(context: Any) -> Any:
    return context.get_current_parameters()["created_at"]


class Model(Base):
    """A row with an id that is never used again, and the times of its changes."""

    __abstract__ = True
    __table_args__ = {"mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[dt.datetime] = mapped_column(columns.Instant, default=now)
    updated_at: Mapped[dt.datetime] = mapped_column(
        columns.Instant,
        default=same_as_created,
    )
