"""What of two answers must be equal, and in what they differ."""

import json
import re
from typing import Any

from parity.exchange import REQUEST_ID, Answer, Request

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|<stamp>")
# When a row was made is not the same on two servers; that it is an instant, is.
STAMPS = ("createdAt", "updatedAt")
# The documented headers. Why not `Retry-After`: two clocks may be a second apart; see `waits`.
HEADERS = (
    "location",
    "x-request-id",
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
    "x-frame-options",
    "x-powered-by",
)
CORS = (
    "access-control-allow-credentials",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "access-control-expose-headers",
    "access-control-max-age",
)


def meaning(request: Request, answer: Answer) -> dict[str, Any]:
    """What a client that reads the document may rely on."""
    seen: dict[str, Any] = {"status": answer.status}
    seen |= {name: answer.headers[name] for name in HEADERS if name in answer.headers}
    if seen.get("x-request-id") not in (None, request.headers.get("X-Request-Id", REQUEST_ID)):
        seen["x-request-id"] = "another one"
    # Why only then: without it a browser hears nothing of the rest.
    if "Origin" in request.headers and "access-control-allow-origin" in answer.headers:
        seen |= {name: names(answer.headers[name]) for name in CORS if name in answer.headers}
    if "allow" in answer.headers and answer.status in (200, 405):
        seen["allow"] = names(answer.headers["allow"].upper())
    # Why of no other answer: Flask-Limiter says it always.
    if answer.status == 429:
        seen["retry-after"] = waits(answer.headers.get("retry-after", "absent"))
    if not answer.body or request.method == "HEAD":
        return seen
    seen["media"] = answer.headers.get("content-type", "").partition(";")[0]
    if seen["media"].endswith("json"):
        seen["json"] = value(json.loads(answer.body))
    return seen


def names(header: str) -> list[str]:
    return sorted(set(re.split(r"\s*,\s*", header.strip())))


def waits(seconds: str) -> str:
    return "some seconds" if seconds.isdecimal() and int(seconds) <= 60 else seconds


def value(found: Any) -> Any:
    """A JSON value without its spelling: `1.0` is 1, stamps are one, and the words of a problem's details are free."""
    if isinstance(found, list):
        return [value(one) for one in found]
    if isinstance(found, dict):
        return {name: _stamp(name, one) for name, one in found.items() if not _words(found, name)}
    if isinstance(found, float) and found.is_integer():
        return int(found)
    return found


def _stamp(name: str, found: Any) -> Any:
    is_stamp = name in STAMPS and isinstance(found, str) and INSTANT.fullmatch(found)
    return "an instant" if is_stamp else value(found)


def _words(holder: dict[str, Any], name: str) -> bool:
    return name == "detail" and ("status" in holder or "pointer" in holder)


def difference(request: Request, flask: Answer, express: Answer) -> str | None:
    """Says in what the two answers differ, or None."""
    one, two = meaning(request, flask), meaning(request, express)
    # Why as text: to Python, True is 1.
    unlike = [name for name in {**one, **two} if _text(one.get(name)) != _text(two.get(name))]
    if not unlike:
        return None
    lines = [
        f"  {name}: flask {_text(one.get(name))[:300]}\n  {name}: express {_text(two.get(name))[:300]}"
        for name in unlike
    ]
    return "\n".join([f"{request} ({flask.status}, {express.status})", *lines])


def _text(found: Any) -> str:
    return json.dumps(found, sort_keys=True, ensure_ascii=False)
