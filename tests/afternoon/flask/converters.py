"""https://flask.palletsprojects.com/en/stable/quickstart/#variable-rules: `<int:…>` is Flask's; one is added."""

from afternoon.harness import Site, value
from afternoon.owner import extension

CASE = extension(
    "converters",
    '''\
"""Parts of paths that are lists."""

from collections.abc import Iterable

from flask import Flask, url_for
from werkzeug.routing import BaseConverter


class ListConverter(BaseConverter):
    def to_python(self, value: str) -> list[str]:
        return value.split("+")

    def to_url(self, value: Iterable[str]) -> str:
        return "+".join(super(ListConverter, self).to_url(part) for part in value)


def init_app(app: Flask) -> None:
    app.url_map.converters["list"] = ListConverter

    @app.get("/r/<list:names>")
    def subreddits(names: list[str]) -> dict[str, object]:
        return {"names": names, "url": url_for("subreddits", names=[*names, "c d"])}

    @app.get("/at/<int:ms>")
    def at(ms: int) -> dict[str, object]:
        return {"ms": ms}

    @app.get("/links/<int:post_id>")
    def links(post_id: int) -> dict[str, str]:
        return {
            "one": url_for("api.posts.show", post_id=post_id),
            "all": url_for("api.posts.index", page=2),
            "css": url_for("static", filename="style.css"),
        }
''',
)


def production(site: Site) -> None:
    assert value(site.get("/r/a+b")) == {"names": ["a", "b"], "url": "/r/a+b+c%20d"}
    assert value(site.get("/at/1700000000000")) == {"ms": 1_700_000_000_000}
    assert value(site.get("/at/0")) == {"ms": 0}
    links = {"one": "/api/posts/7", "all": "/api/posts?page=2", "css": "/static/style.css"}
    assert value(site.get("/links/7")) == links
