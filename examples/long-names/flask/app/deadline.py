"""A body that must arrive in time; gunicorn itself would wait for ever."""

import time
from typing import Any

from gevent import Timeout


class Body:
    """What gunicorn reads a body from, with an end."""

    def __init__(self, body: Any, seconds: float) -> None:
        self.body = body
        self.end = time.monotonic() + seconds
        # Why: gunicorn asks for this, and then closes the connection.
        self.failed = False

    def read(self, size: int | None = None) -> bytes:
        """Raises TimeoutError at the end, however much has arrived."""
        left = max(self.end - time.monotonic(), 0)
        try:
            with Timeout(left, TimeoutError):
                return bytes(self.body.read(size))
        except BaseException:
            self.failed = True
            raise
