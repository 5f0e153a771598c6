"""Whose requests are counted together: only as many proxies are believed as TRUSTED_HOPS says.

test_around.py holds how a client is refused, test_limiter.py that the count is one for several processes.
"""

import pytest
from parity.exchange import get
from parity.projects import WHOLE, pair

ONE, OTHER = "203.0.113.1", "203.0.113.2"
# What each request says of its client, and whether that client has asked before.
ASKED = {
    0: [({}, False), ({"X-Forwarded-For": ONE}, True), ({"Forwarded": f"for={ONE}"}, True), ({"X-Real-IP": ONE}, True)],
    1: [
        ({"X-Forwarded-For": ONE}, False),
        ({"X-Forwarded-For": OTHER}, False),
        ({"X-Forwarded-For": f"{OTHER}, {ONE}"}, True),
        ({"X-Forwarded-For": f"::ffff:{ONE}"}, True),
        ({}, False),
        ({"X-Real-IP": "203.0.113.9", "Forwarded": "for=203.0.113.9"}, True),
        ({"X-Forwarded-For": "2001:db8:1:1::1"}, False),
        ({"X-Forwarded-For": "2001:db8:1:1:2::2"}, True),
        ({"X-Forwarded-For": "2001:db8:2:1::1"}, False),
    ],
    2: [
        ({"X-Forwarded-For": f"{ONE}, {OTHER}"}, False),
        ({"X-Forwarded-For": f"{OTHER}, {ONE}"}, False),
        ({"X-Forwarded-For": f"198.51.100.7, {ONE}, {OTHER}"}, True),
    ],
}


@pytest.mark.parametrize("hops", ASKED)
def test_only_as_many_proxies_are_believed_as_set(hops: int) -> None:
    with pair("blog", *WHOLE, RATE_LIMIT="1", TRUSTED_HOPS=str(hops)) as apps:
        said = [[answer.status for answer in apps.ask(get("/api/tags", **headers))] for headers, _ in ASKED[hops]]

    assert said == [[429, 429] if is_known else [200, 200] for _, is_known in ASKED[hops]]
