"""Refuses a client that asks too often (draft-ietf-httpapi-ratelimit-headers-08).

Twin: src/middleware/rateLimit.ts
"""

import hashlib
from base64 import b64encode
from ipaddress import IPv6Address, IPv6Network, ip_address

from flask import Flask, Response, g, request

from app.config import Config
from app.errors import Problem
from app.middleware.counters import Counters
from app.middleware.plain_path import is_plain

FREE = {"/healthz", "/readyz", "/metrics"}


def init_app(app: Flask, config: Config) -> None:
    counters = Counters(config)
    most, seconds = config.rate_limit, config.rate_limit_seconds

    def begin() -> None:
        if request.path in FREE and is_plain():
            return
        name = client(config.trusted_hops)
        if not (window := counters.hit(name)):
            return
        count, left = window
        g.rate_limit = {
            "RateLimit": f'"default"; r={max(most - count, 0)}; t={left}',
            "RateLimit-Policy": f'"default"; q={most}; w={seconds}; pk=:{key(name)}:',
        }
        if count > most:
            detail = f"The limit is {most} requests in {seconds} seconds."
            raise Problem(429, detail, headers={"Retry-After": str(left)})

    if most:
        app.before_request(begin)
        app.after_request(finish)


def finish(response: Response) -> Response:
    response.headers.update(g.get("rate_limit", {}))
    return response


def key(name: str) -> str:
    """What the answer calls the client by; not its address."""
    digest = hashlib.sha256(name.encode()).hexdigest()
    return b64encode(digest[:12].encode()).decode()


def client(hops: int) -> str:
    """The address that asks, or its IPv6 /56.

    Why not ProxyFix: it believes nobody where fewer proxies than `hops` came by, nor
    where a client has sent a quotation mark.
    """
    peer = request.environ.get("werkzeug.proxy_fix.orig", request.environ)
    sent = request.headers.get("X-Forwarded-For", "").split(",")
    route = [hop for part in sent if (hop := part.strip())]
    given = route[-hops:][0] if hops and route else peer["REMOTE_ADDR"]
    try:
        address = ip_address(given)
    except ValueError:
        address = ip_address(peer["REMOTE_ADDR"])
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((address, 56), strict=False))
