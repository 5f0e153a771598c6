"""The pages of accounts."""

import re

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import attempts, guard, service
from app.accounts.guard import login_required
from app.accounts.schemas import LogIn, Register
from app.db import db
from app.forms import PageForm
from app.schemas import Output

# Why no more: a path that begins with two slashes is another site.
OWN_PATH = r"/(?!/)[\w/?&=.~%-]*"
bp = Blueprint("accounts", __name__)


@bp.route("/register", methods=["GET", "POST"])
def register() -> ResponseReturnValue:
    form = PageForm("accounts/register.html", Register, Output, None)
    if request.method != "POST":
        return form.show()
    service.register(form.read(Register))
    db.session.commit()
    flash("Log in with the password that you have chosen.")
    return redirect(url_for(".log_in"), 303)


@bp.route("/login", methods=["GET", "POST"])
def log_in() -> ResponseReturnValue:
    form = PageForm("accounts/login.html", LogIn, Output, None)
    if request.method != "POST":
        return form.show()
    attempts.count()
    guard.log_in(service.authenticate(form.read(LogIn)))
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
    return render_template("accounts/show.html", email=g.login.account.email)
