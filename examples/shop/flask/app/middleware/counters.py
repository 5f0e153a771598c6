"""Counts the requests of each client in Redis, for all processes together.

Twin: src/middleware/counters.ts
"""

import time
from math import ceil

from flask import g
from limits.errors import StorageError
from limits.storage import RedisStorage
from redis import ConnectionPool, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.config import Config
from app.http.request import sent_path
from app.logging import log

# Why: other applications may count in the same Redis.
PREFIX = "shop_flask"
# Seconds in which nobody is counted after that has failed.
PAUSE = 1


class Counters:
    def __init__(self, config: Config) -> None:
        self.seconds = config.rate_limit_seconds
        self.pause_ends = 0.0
        url, wait = config.redis_url, config.redis_wait_ms / 1000
        pool = ConnectionPool.from_url(
            url,
            socket_connect_timeout=wait,
            socket_timeout=wait,
            # Why none: the next request tries again, and this one shall not wait.
            retry=Retry(NoBackoff(), 0),
        )
        self.storage = RedisStorage(url, pool, PREFIX, wrap_exceptions=True)

    def hit(self, client: str) -> tuple[int, int] | None:
        """How many requests the client has made, and in how many seconds that ends.

        None while Redis does not answer: a limiter must not take a service down.
        """
        if time.monotonic() < self.pause_ends:
            return None
        try:
            count = self.storage.incr(client, self.seconds)
            # Why not get_expiry: it rounds down, and the client would ask too early.
            key = self.storage.prefixed_key(client)
            left = self.storage.storage.pttl(key)
            return count, max(ceil(left / 1000), 0)
        except (StorageError, RedisError) as error:
            self.pause_ends = time.monotonic() + PAUSE
            log.warning(
                "rate limit",
                requestId=g.request_id,
                path=sent_path(),
                error=" ".join(str(error).split()),
            )
            return None
