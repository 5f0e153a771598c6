"""What docs/contract.md promises, as literals: both apps being wrong alike is found too."""

import dataclasses
import gzip
import json
import re
from collections.abc import Mapping

import brotli
from parity.apps import Pair
from parity.exchange import REQUEST_ID, Answer, Request, delete, differences, get, post, raw

SECURITY = {
    "content-security-policy": (
        "default-src 'none';base-uri 'none';connect-src 'self';form-action 'self';frame-ancestors 'none';"
        "img-src 'self' data:;script-src 'self';style-src 'self'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "origin-agent-cluster": "?1",
    "referrer-policy": "no-referrer",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "x-content-type-options": "nosniff",
    "x-dns-prefetch-control": "off",
    "x-download-options": "noopen",
    "x-frame-options": "DENY",
    "x-permitted-cross-domain-policies": "none",
    "x-xss-protection": "0",
}
JSON = "application/json; charset=utf-8"
PROBLEM = "application/problem+json"
PROBLEMS: dict[int, dict[str, object]] = {
    400: {"title": "Bad Request", "status": 400, "detail": "The body is not valid JSON."},
    401: {"title": "Unauthorized", "status": 401},
    404: {"title": "Not Found", "status": 404},
    405: {"title": "Method Not Allowed", "status": 405},
    409: {"title": "Conflict", "status": 409},
    413: {"title": "Content Too Large", "status": 413, "detail": "The body is larger than 102400 bytes."},
    415: {
        "title": "Unsupported Media Type",
        "status": 415,
        "detail": "Send the body as application/json in UTF-8.",
    },
    422: {"title": "Unprocessable Content", "status": 422, "detail": "The request is not valid."},
    429: {"title": "Too Many Requests", "status": 429},
    500: {"title": "Internal Server Error", "status": 500},
    503: {"title": "Service Unavailable", "status": 503, "detail": "The database does not answer."},
}
METRICS = "text/plain; version=0.0.4; charset=utf-8"
# Paths of files, with their media type.
KINDS = {
    "/openapi.json": JSON,
    "/docs": "text/html; charset=utf-8",
    "/docs/docs.css": "text/css; charset=utf-8",
    "/docs/docs.js": "text/javascript; charset=utf-8",
}
# One request for every kind of answer, with its status.
ANSWERS = [
    (get("/healthz"), 200),
    (get("/readyz"), 200),
    (post("/api/tags", {}), 422),
    (get("/missing"), 404),
    (delete("/healthz"), 405),
    (raw("POST", "/api/tags", b"{"), 400),
    (raw("POST", "/api/tags", b"x" * 102_401), 413),
    (raw("POST", "/api/tags", b"{}", "text/plain"), 415),
    (get("/api/tags/9"), 404),
    (Request("HEAD", "/healthz"), 200),
    (Request("HEAD", "/missing"), 404),
]
ALLOWED = {"/api/tags": "GET, HEAD, POST", "/api/tags/1": "DELETE, GET, HEAD, PATCH"}

# A value that one header may have, or a pattern of it; None: the header must not be there.
Headers = Mapping[str, str | re.Pattern[str] | None]


def faults(
    apps: Pair,
    request: Request,
    status: int,
    body: bytes | None = None,
    /,
    **headers: str | re.Pattern[str] | None,
) -> list[str]:
    """Send `request` to both apps; say what of the answers is not as promised, or not equal.

    All headers are compared, so that none comes unasked. `headers` are those beside the ones of every answer, with
    `_` for `-`; `body` is what comes back once the content coding is undone (any, when it is None).
    """
    promised = around(request, status) | {name.replace("_", "-"): value for name, value in headers.items()}
    if body is None:
        body = b"" if request.method == "HEAD" or status == 204 else _problem(status)
    answers = apps.ask(request)
    found = []
    for name, answer in zip(("Flask", "Express"), answers, strict=True):
        if wrong := _faults(request, answer, status, promised, body):
            found.append(f"{request}\n  {name} " + "\n  ".join(wrong))
    if found:
        return found
    difference = differences(request, *(_comparable(answer) for answer in answers))
    return [difference] if difference else []


def around(request: Request, status: int) -> dict[str, str | re.Pattern[str] | None]:
    """The headers of every answer, and its media type where there is only one for that status."""
    given = request.headers.get("X-Request-Id", REQUEST_ID)
    kind = {200: JSON, 201: JSON, 204: None}.get(status, PROBLEM)
    allow = ALLOWED.get(request.path, "GET, HEAD") if status == 405 else None
    always: dict[str, str | re.Pattern[str] | None] = {**SECURITY, "x-request-id": given, "vary": "Accept-Encoding"}
    return always | {"content-type": kind, "allow": allow}


def decoded(answer: Answer) -> bytes:
    """The body without its content coding."""
    undo = {"gzip": gzip.decompress, "br": brotli.decompress}
    coding = answer.headers.get("content-encoding")
    return undo[coding](answer.body) if coding in undo else answer.body


def _problem(status: int) -> bytes | None:
    if status not in PROBLEMS or status in (409, 422, 429):
        return None
    return json.dumps({"type": "about:blank"} | PROBLEMS[status], separators=(",", ":")).encode()


def _faults(request: Request, answer: Answer, status: int, promised: Headers, body: bytes | None) -> list[str]:
    found = [] if answer.status == status else [f"answers {answer.status}, not {status}"]
    length = answer.headers.get("content-length")
    given = {name: value for name, value in answer.headers.items() if name != "content-length"}
    for name in sorted(promised.keys() | given.keys()):
        wanted, got = promised.get(name), given.get(name)
        if not (wanted.fullmatch(got or "") if isinstance(wanted, re.Pattern) else wanted == got):
            found.append(f"{answer.status} has {name}: {got}, not {wanted}")
    if status == 204 and length is not None:
        found.append(f"204 has content-length: {length}")
    if body is not None and _unstamped(decoded(answer)) != _unstamped(body):
        found.append(f"{answer.status} says {decoded(answer)[:300]!r}, not {body[:300]!r}")
    return found


def _unstamped(body: bytes) -> bytes:
    return re.sub(rb'(At":")[^"]*', rb"\1", body)


def _comparable(answer: Answer) -> Answer:
    """Without what may differ: seconds that passed, and how well a coding was squeezed."""
    headers = {
        name: re.sub(r"\bt=\d+$", "t=", value) for name, value in answer.headers.items() if name != "retry-after"
    }
    # Why not the metrics: they say how long requests took.
    is_measured = headers.get("content-type") == METRICS
    if "content-encoding" in headers or is_measured:
        headers.pop("content-length", None)
    return Answer(answer.status, headers, b"" if is_measured else _unstamped(decoded(answer)))


def told(found: list[str]) -> str:
    return f"{len(found)} faults\n" + "\n".join(found[:20])


def with_headers(request: Request, **headers: str) -> Request:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return dataclasses.replace(request, headers=request.headers | named)
