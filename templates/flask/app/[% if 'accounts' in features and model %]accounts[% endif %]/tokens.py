"""Secrets that stand for an account: random, of one purpose, and for a while."""

import datetime as dt
from collections.abc import Sequence
from hashlib import sha256
from secrets import token_urlsafe

from sqlalchemy import ColumnElement, delete, select

from app.accounts.models import Account, AccountToken
from app.db import db, now

LIVES = {"login": dt.timedelta(days=30), "password": dt.timedelta(hours=1)}


def issue(account: Account, purpose: str, label: str = "") -> str:
    """The secret itself, which is told once and kept nowhere."""
    db.session.execute(delete(AccountToken).where(AccountToken.expires_at < now()))
    secret = token_urlsafe()
    token = AccountToken(
        account=account,
        purpose=purpose,
        digest=digest(secret),
        label=label[:255],
        expires_at=now() + LIVES[purpose],
    )
    db.session.add(token)
    db.session.flush()
    return secret


def find(secret: str, purpose: str) -> AccountToken | None:
    rows = select(AccountToken).filter_by(digest=digest(secret), purpose=purpose)
    return db.session.scalar(rows.where(AccountToken.expires_at > now()))


def logins(account: Account) -> Sequence[AccountToken]:
    rows = select(AccountToken).filter_by(account_id=account.id, purpose="login")
    current = rows.where(AccountToken.expires_at > now())
    return db.session.scalars(current.order_by(AccountToken.id)).all()


def end(account: Account, *conditions: ColumnElement[bool]) -> None:
    """Ends all that stands for an account, or of that what fits the conditions."""
    mine = AccountToken.account_id == account.id
    db.session.execute(delete(AccountToken).where(mine, *conditions))


def digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
