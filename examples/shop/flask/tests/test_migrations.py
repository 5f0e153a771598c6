"""The migrations make the tables that the models describe, and take them away.

Twin: tests/migrations.test.ts
"""

import pytest
from flask import Flask
from flask_migrate import check, downgrade, migrate, upgrade
from sqlalchemy import inspect

from app.db import Base, db


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_makes_the_tables_that_the_models_describe(app: Flask) -> None:
    with app.app_context():
        check()

        assert tables() == set(Base.metadata.tables)


def test_goes_down_and_up_again(app: Flask) -> None:
    with app.app_context():
        downgrade(revision="base")
        after = tables()
        upgrade()

        assert after == set()
        assert tables() == set(Base.metadata.tables)


def test_writes_no_migration_while_another_is_not_applied(
    app: Flask,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with app.app_context():
        downgrade(revision="base")
        with pytest.raises(SystemExit):
            migrate()
        upgrade()

    assert "Target database is not up to date" in caplog.text
