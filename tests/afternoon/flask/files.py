"""https://flask.palletsprojects.com/en/stable/quickstart/#static-files and `send_from_directory` of the API."""

from afternoon.harness import Case, Site
from afternoon.owner import blueprint

CASE = blueprint(
    "shelf",
    '''\
"""Gives out the files of a folder."""

from flask import Blueprint, Response, current_app, send_from_directory

bp = Blueprint("shelf", __name__, url_prefix="/shelf")


@bp.get("/<path:name>")
def show(name: str) -> Response:
    return send_from_directory(f"{current_app.root_path}/shelf_files", name)
''',
    Case(
        files={
            "app/static/style.css": "h1 { color: navy; }\n",
            "app/static/robots.txt": "User-agent: *\n",
            "app/shelf_files/page.html": "<!doctype html><title>Shelf</title>\n",
            "app/shelf_files/data.json": '{"one": 1}\n',
            "app/shelf_files/style.css": "p { margin: 0; }\n",
        }
    ),
)


def production(site: Site) -> None:
    kinds = {
        "/static/style.css": "text/css",
        "/static/robots.txt": "text/plain",
        "/shelf/page.html": "text/html",
        "/shelf/data.json": "application/json",
        "/shelf/style.css": "text/css",
    }
    for path, kind in kinds.items():
        answer = site.get(path)
        assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, kind), path
    css = site.get("/static/style.css")
    assert css.body == b"h1 { color: navy; }\n"
    assert site.get("/static/style.css", If_None_Match=css.headers["etag"]).status == 304
    assert site.get("/static/style.css", Range="bytes=0-1").body == b"h1"
    assert site.get("/shelf/none.css").status == 404
    assert site.get("/shelf/../__init__.py").status == 404
