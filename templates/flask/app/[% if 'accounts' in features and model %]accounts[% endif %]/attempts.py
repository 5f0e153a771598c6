"""Ends guessing: so many attempts in a quarter of an hour, in each process."""

import time

from flask import request
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

# Why two: nobody is locked out by another, and nobody tries one password on all.
PER_ACCOUNT, PER_CLIENT = parse("10 per 15 minutes"), parse("100 per 15 minutes")
limiter = FixedWindowRateLimiter(MemoryStorage())


def count(email: str) -> None:
    client = request.remote_addr or ""
    for limit, names in ((PER_ACCOUNT, [client, email]), (PER_CLIENT, [client])):
        if not limiter.hit(limit, *names):
            end = limiter.get_window_stats(limit, *names).reset_time
            raise TooManyRequests(retry_after=max(1, round(end - time.time())))
