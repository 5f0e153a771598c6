"""Types of columns."""

from sqlalchemy.dialects.postgresql import TIMESTAMP

Instant = TIMESTAMP(timezone=True, precision=3)
