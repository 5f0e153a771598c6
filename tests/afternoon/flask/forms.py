"""https://flask-wtf.readthedocs.io: a form on a page, protected against forgery."""

import re
from urllib.parse import urlencode

from afternoon.harness import Case, Site, cookie
from afternoon.owner import blueprint, untyped

CASE = blueprint(
    "guestbook",
    '''\
"""A book that guests write into."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from app.db import db
from app.features.tags.models import Tag

bp = Blueprint("guestbook", __name__, url_prefix="/guestbook")


class GuestForm(FlaskForm):  # type: ignore[misc]
    name = StringField("name", validators=[DataRequired(), Length(max=40)])


@bp.route("/", methods=["GET", "POST"])
def index() -> ResponseReturnValue:
    form = GuestForm()
    if form.validate_on_submit():
        db.session.add(Tag(name=form.name.data))
        db.session.commit()
        flash("Written.")
        return redirect(url_for(".index"))
    return render_template("guestbook.html", form=form)
''',
    Case(
        packages=("flask-wtf>=1.2", "types-wtforms"),
        appended=untyped("flask_wtf"),
        files={
            "app/templates/guestbook.html": """\
<!doctype html>
<form method="post">{{ form.hidden_tag() }}{{ form.name() }}</form>
{% for message in get_flashed_messages() %}<p>{{ message }}</p>{% endfor %}
{% for error in form.name.errors %}<b>{{ error }}</b>{% endfor %}
"""
        },
    ),
)


def production(site: Site) -> None:
    page = site.get("/guestbook/")
    token = re.search(rb'name="csrf_token" type="hidden" value="([^"]+)"', page.body)
    assert token
    # Why: Flask-WTF asks browsers on https for it.
    guest = {"Cookie": cookie(page), "Referer": "http://parity.test/guestbook/"}
    body = {"csrf_token": token[1].decode(), "name": "guest"}
    forged = site.form("/guestbook/", urlencode(body | {"csrf_token": "x"}), **guest)
    assert forged.status == 200
    empty = site.form("/guestbook/", urlencode(body | {"name": ""}), **guest)
    assert b"This field is required." in empty.body
    written = site.form("/guestbook/", urlencode(body), **guest)
    assert (written.status, written.headers["location"]) == (302, "/guestbook/")
    assert b"<p>Written.</p>" in site.get("/guestbook/", Cookie=cookie(written)).body
    assert site.post("/api/tags", {"name": "no token needed"}).status == 201
