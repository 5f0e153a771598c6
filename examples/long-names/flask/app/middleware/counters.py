"""Counts the requests of each client in the memory of this process.

Twin: src/middleware/counters.ts
"""

import time
from math import ceil

from limits.storage import MemoryStorage

from app.config import Config


class Counters:
    def __init__(self, config: Config) -> None:
        self.seconds = config.rate_limit_seconds
        self.storage = MemoryStorage()

    def hit(self, client: str) -> tuple[int, int]:
        """How many requests the client has made, and in how many seconds that ends."""
        count = self.storage.incr(client, self.seconds)
        return count, ceil(self.storage.get_expiry(client) - time.time())
