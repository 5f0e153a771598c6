"""A request that is HTTP and stays HTTP, and its path as it was sent."""

import re
from typing import Any

from flask import Request, request

ORIGIN = re.compile("^https?://[^/?#]*", re.IGNORECASE)
# What need not be encoded, and is the same when it is (RFC 3986, section 6.2.2.2).
ENCODED = re.compile("%(2[DE]|3[0-9]|[46][1-9A-F]|[57][0-9A]|5F|7E)", re.IGNORECASE)


class PlainRequest(Request):
    """Ignores `Upgrade`, as RFC 9110 lets a server do: Werkzeug would answer 400."""

    def __init__(self, environ: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        environ.pop("HTTP_UPGRADE", None)
        super().__init__(environ, *args, **kwargs)


def sent_path() -> str:
    """The path of the request before it was decoded, `%70` written as `p`.

    Why: WSGI's is decoded. It could be taken for another, and write into a terminal.
    """
    target = ORIGIN.sub("", request.environ.get("RAW_URI", ""))
    path = target.partition("?")[0] or "/"
    return ENCODED.sub(lambda found: chr(int(found[1], 16)), path)
