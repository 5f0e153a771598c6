"""The tables of accounts; neither of them has routes of the API."""

import datetime as dt

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db import Model


class Account(Model):
    __tablename__ = "accounts"

    email: Mapped[str] = mapped_column(String(254), unique=True)
    # None until it was chosen, by a link that was sent to the address.
    password: Mapped[str | None] = mapped_column(String(200))


class AccountToken(Model):
    """A secret that stands for an account for a while; its digest alone is kept."""

    __tablename__ = "account_tokens"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[str] = mapped_column(String(10))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    label: Mapped[str] = mapped_column(String(255))
    expires_at: Mapped[dt.datetime]
    account: Mapped[Account] = relationship(lazy="joined")
