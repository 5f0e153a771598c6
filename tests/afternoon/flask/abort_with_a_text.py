"""https://flask.palletsprojects.com/en/stable/errorhandling/: `abort(404, description="…")` tells why."""

from afternoon.harness import Site, problem
from afternoon.owner import blueprint

CASE = blueprint(
    "lost",
    '''\
"""Pages that moved away."""

from typing import NoReturn

from flask import Blueprint, abort

bp = Blueprint("lost", __name__, url_prefix="/lost")


@bp.get("/404")
def missing() -> NoReturn:
    abort(404, "No shelf has this book.")


@bp.get("/403")
def forbidden() -> NoReturn:
    abort(403)


@bp.get("/410")
def gone() -> NoReturn:
    abort(410, description="It was given away.")
''',
)


def production(site: Site) -> None:
    assert problem(site.get("/lost/404"))["detail"] == "No shelf has this book."
    assert problem(site.get("/lost/403"))["title"] == "Forbidden"
    gone = problem(site.get("/lost/410"))
    assert (gone["title"], gone["detail"]) == ("Gone", "It was given away.")
