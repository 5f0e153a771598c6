"""What is done with accounts."""

from sqlalchemy import select
from werkzeug.exceptions import UnprocessableEntity

from app.accounts import passwords
from app.accounts.models import Account
from app.accounts.schemas import LogIn, Register
from app.db import db

WRONG = "The e-mail or the password is wrong."


def register(data: Register) -> None:
    """Why nothing is told of an address that is taken: it is private who is here."""
    password = passwords.hashed(data.password)
    if not find(data.email):
        db.session.add(Account(email=data.email, password=password))
        db.session.flush()


def authenticate(data: LogIn) -> Account:
    account = find(data.email)
    stored = account.password if account else None
    if not passwords.matches(stored, data.password) or not account:
        raise UnprocessableEntity(WRONG)
    return account


def find(email: str) -> Account | None:
    return db.session.scalar(select(Account).filter_by(email=email))
