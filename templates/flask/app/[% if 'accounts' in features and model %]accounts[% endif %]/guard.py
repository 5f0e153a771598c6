"""Who asks, and what only people who are logged in may do."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import Flask, Response, g, redirect, request, session
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from app.accounts import tokens
from app.accounts.models import Account
from app.db import db
from app.pages import SAFE

P = ParamSpec("P")
HOW = WWWAuthenticate("cookie", {"form-action": "/login", "cookie-name": "session"})


def init_app(app: Flask) -> None:
    app.before_request(identify)
    app.after_request(keep_private)
    app.context_processor(shown)


def identify() -> None:
    """Pages say themselves what is for whom; whoever writes to the API is logged in."""
    g.login = None
    is_api = request.path.startswith("/api/")
    # Why there nobody is asked: anybody may have files, and read the API.
    if request.endpoint == "static" or (is_api and request.method in SAFE):
        return
    if secret := session.get("login"):
        g.login = tokens.find(secret, "login")
    if is_api and not g.login:
        raise Unauthorized("Log in first.", www_authenticate=HOW)


def login_required(
    view: Callable[P, ResponseReturnValue],
) -> Callable[P, ResponseReturnValue]:
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if g.login:
            return view(*args, **kwargs)
        return redirect(f"/login?next={request.path}", 303)

    return guarded


def log_in(account: Account) -> None:
    """Why all anew: somebody else may have put a session into this browser."""
    log_out()
    session["login"] = tokens.issue(account, "login", request.user_agent.string)


def log_out() -> None:
    if g.login:
        db.session.delete(g.login)
    session.clear()


def keep_private(response: Response) -> Response:
    """Why: after a log-out nobody may go back to it."""
    if g.get("login"):
        response.headers["Cache-Control"] = "no-store"
    return response


def shown() -> dict[str, str]:
    login = g.get("login")
    return {"account": login.account.email if login else ""}
