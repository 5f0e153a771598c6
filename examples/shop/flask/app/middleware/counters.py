"""Counts the requests of each client in Redis, for all processes together.

Twin: src/middleware/counters.ts
"""

from math import ceil

from flask import g, request
from limits.errors import StorageError
from limits.storage import RedisStorage
from redis import ConnectionPool, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.config import Config
from app.logging import log


class Counters:
    def __init__(self, config: Config) -> None:
        self.seconds = config.rate_limit_seconds
        url = config.redis_url
        # Why one retry: a restart of Redis leaves a broken connection behind.
        retry = Retry(NoBackoff(), 1)
        timeouts = {"socket_connect_timeout": 1, "socket_timeout": 1}
        pool = ConnectionPool.from_url(url, retry=retry, **timeouts)
        self.storage = RedisStorage(url, pool, "rate-limit", wrap_exceptions=True)

    def hit(self, client: str) -> tuple[int, int] | None:
        """How many requests the client has made, and in how many seconds that ends.

        None while Redis does not answer: a limiter must not take a service down.
        """
        try:
            count = self.storage.incr(client, self.seconds)
            # Why not get_expiry: it rounds down, and the client would ask too early.
            key = self.storage.prefixed_key(client)
            left = self.storage.storage.pttl(key)
            return count, max(ceil(left / 1000), 0)
        except (StorageError, RedisError) as error:
            log.warning(
                "rate limit",
                requestId=g.request_id,
                path=request.path,
                error=" ".join(str(error).split()),
            )
            return None
