"""https://flask-login.readthedocs.io and Flask's tutorial: a log-in with `session`, `flash` and templates."""

from afternoon.harness import Case, Site, after, cookie
from afternoon.owner import extension, untyped

CASE = extension(
    "accounts",
    '''\
"""Lets people log in, on a page."""

from flask import Flask, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import (
    LoginManager,
    UserMixin,
    current_user,
    login_required,
    login_user,
    logout_user,
)

manager = LoginManager()
manager.login_view = "login"


class User(UserMixin):  # type: ignore[misc]
    def __init__(self, name: str) -> None:
        self.id = name


@manager.user_loader  # type: ignore[untyped-decorator]
def load_user(name: str) -> User | None:
    return User(name) if name == "ada" else None


def init_app(app: Flask) -> None:
    manager.init_app(app)

    @app.route("/login", methods=["GET", "POST"])
    def login() -> ResponseReturnValue:
        session["visits"] = session.get("visits", 0) + 1
        if request.method == "POST":
            user = load_user(request.form["name"])
            if user:
                login_user(user)
                flash("You were logged in")
                return redirect(url_for("profile"))
            flash("Nobody has this name")
        return render_template("login.html")

    @app.get("/profile")
    @login_required  # type: ignore[untyped-decorator]
    def profile() -> str:
        return render_template("profile.html", name=current_user.id)

    @app.get("/logout")
    def logout() -> ResponseReturnValue:
        logout_user()
        return redirect(url_for("login"))

    @app.template_filter("shout")
    def shout(text: str) -> str:
        return f"{text.upper()}!"

    @app.context_processor
    def site_name() -> dict[str, str]:
        return {"site_name": "Attic"}
''',
    Case(
        packages=("flask-login>=0.6.3",),
        # Why: sessions are signed, in tests as well.
        lines=(after("tests/conftest.py", '"TESTING": True,', '"SECRET_KEY": "only for tests",'),),
        appended=untyped("flask_login"),
        files={
            "app/templates/base.html": """\
<!doctype html>
<title>{% block title %}{% endblock %} - {{ site_name }}</title>
<link rel="stylesheet" href="{{ url_for('static', filename='accounts.css') }}">
{% for message in get_flashed_messages() %}<p class="flash">{{ message }}</p>
{% endfor %}{% block content %}{% endblock %}
""",
            "app/templates/login.html": """\
{% extends "base.html" %}
{% block title %}Log in{% endblock %}
{% block content %}<form method="post"><input name="name"></form>
<p>Visit {{ session.visits }}</p>{% endblock %}
""",
            "app/templates/profile.html": """\
{% extends "base.html" %}
{% block title %}{{ name }}{% endblock %}
{% block content %}<h1>{{ name | shout }}</h1>{% endblock %}
""",
            "app/static/accounts.css": ".flash { color: green; }\n",
            "tests/test_accounts.py": """\
from flask import session
from flask.testing import FlaskClient


def test_counts_visits(client: FlaskClient) -> None:
    with client.session_transaction() as visitor:
        visitor["visits"] = 41

    with client:
        client.get("/login")

        assert session["visits"] == 42


def test_welcomes(client: FlaskClient) -> None:
    answer = client.post("/login", data={"name": "ada"}, follow_redirects=True)

    assert answer.request.path == "/profile"
    assert "ADA!" in answer.text
""",
        },
    ),
)


def production(site: Site) -> None:
    away = site.get("/profile")
    assert away.status == 302
    assert away.headers["location"] == "/login?next=%2Fprofile"
    again = site.form("/login", "name=bob")
    assert b"Nobody has this name" in again.body
    assert b"Visit 1" in again.body
    assert b"Visit 2" in site.get("/login", Cookie=cookie(again)).body
    entered = site.form("/login", "name=ada")
    assert (entered.status, entered.headers["location"]) == (302, "/profile")
    # Why https: production's cookies are for nothing else.
    assert {"HttpOnly", "Secure", "SameSite=Lax"} <= set(entered.headers["set-cookie"].split("; "))
    page = site.get("/profile", Cookie=cookie(entered))
    assert b"<title>ada - Attic</title>" in page.body
    assert b"<h1>ADA!</h1>" in page.body
    assert b"You were logged in" in page.body
    assert site.get("/profile", Cookie="session=made-up").status == 302
    assert b"/static/accounts.css" in page.body
    assert site.get("/static/accounts.css").status == 200


def development(site: Site) -> None:
    entered = site.form("/login", "name=ada")
    assert "Secure" not in entered.headers["set-cookie"]
    assert b"ADA!" in site.get("/profile", Cookie=cookie(entered)).body
