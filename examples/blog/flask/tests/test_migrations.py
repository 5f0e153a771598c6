from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect

from app.db import Base, db


def tables() -> set[str]:
    return {*inspect(db.engine).get_table_names()} - {"alembic_version"}


def test_make_what_the_models_say_and_take_it_back(app: Flask) -> None:
    with app.app_context():
        check()
        made = tables()
        downgrade(revision="base")
        left = tables()
        upgrade()

    assert made == {*Base.metadata.tables}
    assert not left
