"""https://flask.palletsprojects.com/en/stable/quickstart/ in the smallest project: pages, JSON, a log-in by session."""

from dataclasses import replace

from afternoon.harness import Case, Site, cookie, problem, value
from afternoon.owner import extension

CASE = replace(
    extension(
        "quickstart",
        '''\
"""What the quickstart of Flask shows."""

from flask import Flask, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from markupsafe import escape


def init_app(app: Flask) -> None:
    @app.route("/hello/")
    @app.route("/hello/<name>")
    def hello(name: str | None = None) -> str:
        return render_template("hello.html", person=name)

    @app.route("/user/<name>/<int:number>")
    def profile(name: str, number: int) -> str:
        return f"{escape(name)} {number}"

    @app.route("/projects/")
    def projects() -> list[dict[str, str]]:
        return [{"url": url_for("profile", name="John Doe", number=7)}]

    @app.route("/login", methods=["GET", "POST"])
    def login() -> ResponseReturnValue:
        if request.method == "POST":
            session["username"] = request.form["username"]
            return redirect(url_for("login"))
        return f"Logged in as {session.get('username')}"

    @app.post("/sum")
    def total() -> dict[str, int]:
        return {"sum": sum(request.get_json()["numbers"])}
''',
        Case(
            files={
                "app/templates/hello.html": "<title>Hello</title><h1>Hello {{ person or 'you' }}!</h1>",
                "tests/test_quickstart.py": """\
from flask.testing import FlaskClient


def test_says_hello(client: FlaskClient) -> None:
    assert "Hello Ada!" in client.get("/hello/Ada").text
""",
            },
        ),
    ),
    recipe="hello",
    words=(),
)


def production(site: Site) -> None:
    assert site.get("/hello/%3Cb%3E").body == b"<title>Hello</title><h1>Hello &lt;b&gt;!</h1>"
    assert b"Hello you!" in site.get("/hello/").body
    assert site.get("/hello").status == 308
    assert site.get("/user/%3Ci%3E/12345678901").body == b"&lt;i&gt; 12345678901"
    assert site.get("/user/x/y").status == 404
    assert value(site.get("/projects/")) == [{"url": "/user/John%20Doe/7"}]
    entered = site.form("/login", "username=ada")
    assert (entered.status, entered.headers["location"]) == (302, "/login")
    assert site.get("/login", Cookie=cookie(entered)).body == b"Logged in as ada"
    # Why: `request.form["username"]` is a KeyError that means "Bad Request".
    assert problem(site.form("/login", "name=x"))["status"] == 400
    assert value(site.post("/sum", {"numbers": [1, 2]})) == {"sum": 3}
    assert problem(site.form("/sum", "x=1"))["status"] == 415


def development(site: Site) -> None:
    assert b"Hello Ada!" in site.get("/hello/Ada").body
