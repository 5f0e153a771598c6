"""https://flask.palletsprojects.com/en/stable/cli/: own commands, and `flask shell` with what one needs there."""

from afternoon.harness import Case, Site
from afternoon.owner import blueprint

CASE = blueprint(
    "chores",
    '''\
"""Commands for the attic."""

import click
from flask import Blueprint

from app.db import db
from app.features.tags.models import Tag

bp = Blueprint("chores", __name__, cli_group="tag")


@bp.cli.command("add")
@click.argument("name")
def add(name: str) -> None:
    """Add a tag."""
    db.session.add(Tag(name=name))
    db.session.commit()
    click.echo(f"Added {name}.")




@bp.record_once
def shell(state: object) -> None:
    app = state.app  # type: ignore[attr-defined]
    app.shell_context_processor(lambda: {"Tag": Tag, "db": db})
''',
    Case(
        files={
            "tests/test_chores.py": """\
from flask import Flask
from sqlalchemy import select

from app.db import db
from app.features.tags.models import Tag


def test_adds_a_tag(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["tag", "add", "late"])

    assert done.output == "Added late.\\n"
    with app.app_context():
        assert db.session.scalars(select(Tag.name)).all() == ["late"]
"""
        }
    ),
)


def beside(site: Site) -> None:
    assert "Added early." in site.run(".venv/bin/flask", "tag", "add", "early")
    assert "api.posts.show" in site.run(".venv/bin/flask", "routes")
    program = "print('found', db.session.scalar(db.select(Tag).filter_by(name='early')).name)"
    shell = site.run("sh", "-c", 'echo "$0" | .venv/bin/flask shell', program)
    assert "found early" in shell
