"""The pages of accounts."""

import re

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from pydantic import BaseModel

from app.accounts import attempts, guard, passwords, schemas, service, tokens
from app.accounts.guard import login_required
from app.accounts.models import AccountToken
from app.db import db
from app.forms import PageForm
from app.schemas import Output, write_instant

# Why no more: a path that begins with two slashes is another site.
OWN_PATH = r"/(?!/)[\w/?&=.~%-]*"
SENT = "If the address is yours, a mail is on its way to it: follow its link."
bp = Blueprint("accounts", __name__)


@bp.route("/register", methods=["GET", "POST"])
def register() -> ResponseReturnValue:
    form = form_of("register", schemas.AskLink)
    if request.method != "POST":
        return form.show()
    attempts.count(typed_email())
    service.register(form.read(schemas.AskLink).email)
    db.session.commit()
    flash(SENT)
    return redirect(url_for(".log_in"), 303)


@bp.route("/forgot", methods=["GET", "POST"])
def forgot() -> ResponseReturnValue:
    form = form_of("forgot", schemas.AskLink)
    if request.method != "POST":
        return form.show()
    attempts.count(typed_email())
    service.forgot(form.read(schemas.AskLink).email)
    db.session.commit()
    flash(SENT)
    return redirect(url_for(".log_in"), 303)


@bp.route("/password", methods=["GET", "POST"])
def choose_password() -> ResponseReturnValue:
    form = form_of("password", schemas.ChoosePassword)
    # Why only a form: programs that look after mail follow its links.
    if request.method != "POST":
        return form.show()
    chosen = form.read(schemas.ChoosePassword)
    service.choose_password(request.args.get("token", ""), chosen.password)
    db.session.commit()
    flash("Log in with your new password.")
    return redirect(url_for(".log_in"), 303)


@bp.route("/login", methods=["GET", "POST"])
def log_in() -> ResponseReturnValue:
    form = form_of("login", schemas.LogIn)
    if request.method != "POST":
        return form.show()
    attempts.count(typed_email())
    guard.log_in(service.authenticate(form.read(schemas.LogIn)))
    db.session.commit()
    wanted = request.args.get("next", "")
    is_here = re.fullmatch(OWN_PATH, wanted, re.ASCII)
    return redirect(wanted if is_here else "/", 303)


@bp.post("/logout")
def log_out() -> ResponseReturnValue:
    guard.log_out()
    db.session.commit()
    return redirect("/", 303)


@bp.get("/account")
@login_required
def show() -> ResponseReturnValue:
    account = g.login.account
    logins = [
        {
            "id": str(one.id),
            "label": one.label or "Unknown",
            "since": write_instant(one.created_at),
            "here": "yes" if one.id == g.login.id else "",
        }
        for one in tokens.logins(account)
    ]
    return render_template("accounts/show.html", email=account.email, logins=logins)


@bp.post("/account/logins/<id:login_id>/end")
@login_required
def end_login(login_id: int) -> ResponseReturnValue:
    tokens.end(g.login.account, AccountToken.id == login_id)
    db.session.commit()
    flash("That log-in has ended.")
    return redirect(url_for(".show"), 303)


@bp.route("/account/password", methods=["GET", "POST"])
@login_required
def change_password() -> ResponseReturnValue:
    form = form_of("change", schemas.ChangePassword)
    if request.method != "POST":
        return form.show()
    account = g.login.account
    attempts.count(account.email)
    data = form.read(schemas.ChangePassword)
    service.confirm(account, data.current)
    account.password = passwords.hashed(data.password)
    tokens.end(account, AccountToken.id != g.login.id)
    db.session.commit()
    flash("The password was changed, and all other log-ins have ended.")
    return redirect(url_for(".show"), 303)


@bp.route("/account/delete", methods=["GET", "POST"])
@login_required
def delete() -> ResponseReturnValue:
    form = form_of("delete", schemas.DeleteAccount)
    if request.method != "POST":
        return form.show()
    account = g.login.account
    attempts.count(account.email)
    service.confirm(account, form.read(schemas.DeleteAccount).current)
    guard.log_out()
    db.session.delete(account)
    db.session.commit()
    flash("Your account was deleted.")
    return redirect("/", 303)


def form_of(name: str, schema: type[BaseModel]) -> PageForm:
    return PageForm(f"accounts/{name}.html", schema, Output, None)


def typed_email() -> str:
    return request.form.get("email", "").lower()
