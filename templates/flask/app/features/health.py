"""Says whether the process runs, and whether the database answers.

Twin: src/features/health.ts
"""

from flask import Blueprint, current_app
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.db import db
from app.errors import Problem, no_database

[# concept routing.blueprint #]
[# (1) #]
routes = Blueprint("health", __name__)
[# /concept #]


[# concept operations.health #]
@routes.get("/healthz")
def live() -> dict[str, str]:
    [# (1) #]
    return {"status": "ok"}
[# /concept #]


[# concept operations.health #]
@routes.get("/readyz")
def ready() -> dict[str, str]:
    [# (2) #]
    if current_app.config["STOPPING"]:
        raise Problem(503, "The process is stopping.")
    try:
        [# (3) #]
        db.session.execute(text("select 1"))
    except SQLAlchemyError as error:
        raise no_database(error) from None
    return {"status": "ok"}
[# /concept #]
