"""The table of customers.

Twin: src/features/customers/models.ts
"""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model


class Customer(Model):
    __tablename__ = "customers"

    name: Mapped[str] = mapped_column(sa.String(120))
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
