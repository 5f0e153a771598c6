"""https://flask.palletsprojects.com/en/stable/errorhandling/: `@app.errorhandler(404)` sees missing rows, too."""

from afternoon.harness import Case, Site, problem
from afternoon.owner import extension

CASE = extension(
    "pages_of_errors",
    '''\
"""Pages for people who got lost; programs are told as before."""

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import InternalServerError, NotFound

from app import errors


def init_app(app: Flask) -> None:
    @app.errorhandler(404)
    def page_not_found(error: NotFound) -> ResponseReturnValue:
        if request.accept_mimetypes.best != "text/html":
            return errors.problem(error)
        return render_template("404.html", path=request.path), 404

    @app.errorhandler(InternalServerError)
    def broken(error: InternalServerError) -> ResponseReturnValue:
        if request.accept_mimetypes.best != "text/html":
            return errors.problem(error)
        return f"We know: {type(error.original_exception).__name__}", 500

    @app.get("/broken")
    def divide() -> str:
        return str(1 // 0)
''',
    Case(files={"app/templates/404.html": "<h1>{{ path }} is not here</h1>"}, apart="deep"),
)


def production(site: Site) -> None:
    for path in ("/nowhere", "/api/posts/99"):
        lost = site.get(path, Accept="text/html")
        assert (lost.status, lost.body) == (404, f"<h1>{path} is not here</h1>".encode())
        assert problem(site.get(path))["title"] == "Not Found"
    broken = site.get("/broken", Accept="text/html")
    assert (broken.status, broken.body) == (500, b"We know: ZeroDivisionError")
