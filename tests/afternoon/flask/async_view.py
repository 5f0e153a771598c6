"""https://flask.palletsprojects.com/en/stable/async-await/: a view, a hook and an error handler that are async."""

from afternoon.harness import Case, Site, value
from afternoon.owner import blueprint

CASE = blueprint(
    "later",
    '''\
"""Waits for several things at once."""

import asyncio

from flask import Blueprint, g, request
from flask.typing import ResponseReturnValue

from app.db import db
from app.features.posts.models import Post

bp = Blueprint("later", __name__)


@bp.before_request
async def prepare() -> None:
    await asyncio.sleep(0)
    g.prepared = True


@bp.errorhandler(LookupError)
async def lost(error: LookupError) -> ResponseReturnValue:
    return {"lost": str(error)}, 404


@bp.get("/later")
async def later() -> ResponseReturnValue:
    found = await asyncio.gather(*(one(number) for number in range(3)))
    if "lost" in request.args:
        raise LookupError("it")
    posts = db.session.scalar(db.select(db.func.count(Post.id)))
    return {"found": found, "prepared": g.prepared, "posts": posts}


async def one(number: int) -> int:
    await asyncio.sleep(0.01)
    return number
''',
    Case(packages=("asgiref>=3.8",)),
)


def production(site: Site) -> None:
    found = value(site.get("/later"))
    assert (found["found"], found["prepared"]) == ([0, 1, 2], True)
    assert isinstance(found["posts"], int)
    assert value(site.get("/later?lost")) == {"lost": "it"}
