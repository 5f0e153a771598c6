"""https://flask-caching.readthedocs.io: a view and a function are remembered."""

from afternoon.harness import Case, Site, value
from afternoon.owner import extension, untyped

CASE = extension(
    "remembered",
    '''\
"""Remembers what was answered."""

from itertools import count

from flask import Flask
from flask_caching import Cache

cache = Cache(config={"CACHE_TYPE": "SimpleCache", "CACHE_DEFAULT_TIMEOUT": 60})
numbers = count(1)


@cache.memoize(50)  # type: ignore[untyped-decorator, unused-ignore]
def square(number: int) -> dict[str, int]:
    return {"square": number * number, "asked": next(numbers)}


def init_app(app: Flask) -> None:
    cache.init_app(app)

    @app.get("/counted")
    @cache.cached(timeout=50, query_string=True)  # type: ignore[untyped-decorator, unused-ignore]
    def counted() -> dict[str, int]:
        return {"asked": next(numbers)}

    @app.get("/square/<int:number>")
    def squared(number: int) -> dict[str, int]:
        found: dict[str, int] = square(number)
        return found
''',
    Case(packages=("flask-caching>=2.3",), appended=untyped("flask_caching")),
)


def production(site: Site) -> None:
    first = value(site.get("/counted"))
    assert value(site.get("/counted")) == first
    assert value(site.get("/counted?page=2")) != first
    assert value(site.get("/square/3")) == value(site.get("/square/3"))
