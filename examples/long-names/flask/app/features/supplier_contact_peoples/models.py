"""The table of supplier contact peoples.

Twin: src/features/supplier-contact-peoples/models.ts
"""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.db import Model


class SupplierContactPersons(Model):
    __tablename__ = "supplier_contact_peoples"

    full_name_of_that_person: Mapped[str] = mapped_column(sa.String(255), unique=True)
