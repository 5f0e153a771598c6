"""The database, and what all rows have in common."""

import datetime as dt
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Double, Engine, MetaData, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

from app.columns import Instant

ROOT = Path(__file__).parents[1]
MIGRATIONS = ROOT / "migrations"
ENGINE = {
    # Why: an error is logged, and the values of its statement are not.
    "hide_parameters": True,
    "pool_pre_ping": True,
    # Why: as many as a process of gunicorn has threads.
    "pool_size": 8,
    "max_overflow": 0,
    "pool_timeout": 5,
    "connect_args": {"connect_timeout": 5},
}


def now() -> dt.datetime:
    instant = dt.datetime.now(dt.UTC)
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def same_as_created(context: Any) -> Any:
    return context.get_current_parameters()["created_at"]


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(
            naming_convention={
                "pk": "%(table_name)s_pkey",
                "fk": "%(table_name)s_%(column_0_name)s_foreign",
                "ix": "%(table_name)s_%(column_0_name)s_index",
                "uq": "%(table_name)s_%(column_0_name)s_unique",
            }
        ),
        type_annotation_map={dt.datetime: Instant, float: Double},
    )


class Model(Base):
    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[dt.datetime] = mapped_column(default=now)
    updated_at: Mapped[dt.datetime] = mapped_column(
        default=same_as_created, onupdate=now
    )


# Why: an answer is written from a row after its commit, without reading it again.
db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
# Why the signs are doubled: Alembic reads the folder's name as ConfigParser does.
migrate = Migrate(directory=str(MIGRATIONS).replace("%", "%%"))


def init_app(app: Flask) -> None:
    url = make_url(app.config["DATABASE_URL"])
    # Why: PostgreSQL itself would wait for a locked row without end, and the last
    # instant of the year 9999 has another year in other time zones.
    query = {"options": "-c lock_timeout=5000 -c timezone=UTC", **url.query}
    url = url.set(drivername="postgresql+psycopg", query=query)
    app.config.setdefault("SQLALCHEMY_DATABASE_URI", url)
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", ENGINE)
    db.init_app(app)
    migrate.init_app(app, db)


@event.listens_for(Engine, "handle_error")
def hide_values(context: ExceptionContext) -> None:
    """Why: an error is logged, and PostgreSQL's DETAIL has what is in the row."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error and error.args:
            error.args = (str(error.args[0]).partition("\nDETAIL: ")[0],)
