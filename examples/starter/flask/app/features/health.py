"""Says whether the process runs, and whether the database answers.

Twin: src/features/health.ts
"""

from flask import Blueprint
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.db import db
from app.errors import Problem

routes = Blueprint("health", __name__)


@routes.get("/healthz")
def live() -> dict[str, str]:
    return {"status": "ok"}


@routes.get("/readyz")
def ready() -> dict[str, str]:
    try:
        db.session.execute(text("select 1"))
    except SQLAlchemyError:
        raise Problem(503, "The database does not answer.") from None
    return {"status": "ok"}
