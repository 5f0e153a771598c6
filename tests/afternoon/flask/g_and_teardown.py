"""https://flask.palletsprojects.com/en/stable/patterns/sqlite3/ and the hooks of a request: `g`, teardown, cookies."""

from afternoon.harness import Site, value
from afternoon.owner import extension

CASE = extension(
    "notebook",
    '''\
"""A second database, opened when it is needed."""

import sqlite3

from flask import Flask, after_this_request, g, make_response
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response


def get_db() -> sqlite3.Connection:
    if "notebook" not in g:
        g.notebook = sqlite3.connect(":memory:")
        g.notebook.row_factory = sqlite3.Row
    connection: sqlite3.Connection = g.notebook
    return connection


def init_app(app: Flask) -> None:
    @app.teardown_appcontext
    def close(_: BaseException | None) -> None:
        connection = g.pop("notebook", None)
        if connection is not None:
            connection.close()
            app.logger.info("notebook closed")

    @app.after_request
    def server_timing(response: Response) -> Response:
        if "notebook" in g:
            response.headers["Server-Timing"] = "notebook"
        return response

    @app.get("/notebook")
    def notebook() -> ResponseReturnValue:
        @after_this_request
        def remember(response: Response) -> Response:
            response.set_cookie("seen", "yes")
            return response

        row = get_db().execute("select 6 * 7 as answer").fetchone()
        return make_response({"answer": row["answer"]}, 203)
''',
)


def production(site: Site) -> None:
    answer = site.get("/notebook", X_Request_Id="notebook-012345")
    assert (answer.status, value(answer)) == (203, {"answer": 42})
    assert answer.headers["server-timing"] == "notebook"
    assert answer.headers["set-cookie"] == "seen=yes; Path=/"
    assert "server-timing" not in site.get("/healthz").headers
    assert "notebook closed" in {line["msg"] for line in site.lines()}
