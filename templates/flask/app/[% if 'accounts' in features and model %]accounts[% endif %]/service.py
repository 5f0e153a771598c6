"""What is done with accounts."""

from flask import abort, current_app
from sqlalchemy import select

from app import mail
from app.accounts import passwords, tokens
from app.accounts.models import Account
from app.accounts.schemas import LogIn
from app.db import db

WRONG = "The e-mail or the password is wrong."
TEXT = """Choose the password of your account:

{link}

It works once, within an hour. If you have not asked for it, do nothing.
"""


def register(email: str) -> None:
    """Why without a password: only who reads the mail may choose it."""
    account = find(email)
    if not account:
        account = Account(email=email)
        db.session.add(account)
    send_link(account)


def forgot(email: str) -> None:
    """Why nothing is told of an address that is unknown: it is private who is here."""
    if account := find(email):
        send_link(account)


def send_link(account: Account) -> None:
    secret = tokens.issue(account, "password")
    # Why a setting: whoever asks could name any host in the request.
    link = f"{current_app.config['PUBLIC_URL']}/password?token={secret}"
    mail.send(account.email, "Your password", TEXT.format(link=link))


def choose_password(secret: str, password: str) -> None:
    token = tokens.find(secret, "password")
    if not token:
        abort(404, "The link is used up, or too old.")
    token.account.password = passwords.hashed(password)
    # Why all: whoever knew the old password must not stay.
    tokens.end(token.account)


def authenticate(data: LogIn) -> Account:
    account = find(data.email)
    stored = account.password if account else None
    if not passwords.matches(stored, data.password) or not account:
        abort(422, WRONG)
    return account


def confirm(account: Account, password: str) -> None:
    if not passwords.matches(account.password, password):
        abort(422, "The password is wrong.")


def find(email: str) -> Account | None:
    return db.session.scalar(select(Account).filter_by(email=email))
