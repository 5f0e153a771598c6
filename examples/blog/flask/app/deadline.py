"""A body that must arrive in time; gunicorn itself would wait for ever."""

import time
from typing import Any

from gevent import Timeout, sleep


class Body:
    """What gunicorn reads a body from, with an end."""

    def __init__(self, body: Any, seconds: float) -> None:
        self.body = body
        self.end = time.monotonic() + seconds
        # Why: gunicorn asks for this, and then closes the connection.
        self.failed = False

    def read(self, size: int | None = None) -> bytes:
        """Raises TimeoutError at the end, however much has arrived."""
        try:
            # Why: while there is something to read, nothing waits, and no timer and
            # nobody else would have a turn.
            sleep(0)
            left = self.end - time.monotonic()
            if left <= 0:
                raise TimeoutError
            with Timeout(left, TimeoutError):
                return bytes(self.body.read(size))
        except BaseException:
            self.failed = True
            raise
