"""Sends one request to both sides in turn, and compares what they answer."""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Any

from scaffold.core import exchanges
from scaffold.core.comparison import Answer, Both
from scaffold.core.concepts import Request
from scaffold.outside.live import asking
from scaffold.pages import cockpit
from scaffold.pages.compare import safe

from . import traces
from .requests import JSON, METHODS, TEXT
from .sides import ITSELF

# Why named: the page leaves out what is said about requests that no person sent.
LISTED = Request("GET", "/openapi.json", {"x-request-id": ITSELF}, None, {})
# Why no others: they end a line of HTTP, or are not written in a path as they are.
PATH = re.compile(r"/[!-~]*")
# Seconds that the document may take: what asks for it is a page that waits for its list.
SECONDS = 15.0
# Seconds that an app has to answer: nobody looks at a page longer that does nothing.
PATIENCE = 10.0
Said = tuple[Answer | str, float]


def asked(given: Mapping[str, Any]) -> Request | None:
    """The request that a page asks for; None for what is none."""
    method, path, body, kind = (given.get(name) for name in ("method", "path", "body", "type"))
    is_named = method in METHODS and isinstance(path, str) and PATH.fullmatch(path)
    if not is_named or not isinstance(body, str | None) or kind not in (JSON, TEXT):
        return None
    headers = {"x-request-id": f"serve-{secrets.token_hex(4)}"}
    return Request(str(method), str(path), headers | ({} if body is None else {"content-type": kind}), body, {})


def fired(ports: Mapping[str, int], request: Request, place: Path) -> tuple[dict[str, Any], Both[Answer] | None]:
    """What the page shows of both answers, and these; a side that does not answer has its reason instead.

    `place` is where the apps write down what they do.
    """
    said = {name: _said(port, request) for name, port in ports.items()}
    both_said = [answer for answer, _ in said.values() if isinstance(answer, Answer)]
    answers = {name: cockpit.pretty(answer) for name, (answer, _) in said.items() if isinstance(answer, Answer)}
    found: dict[str, Any] = {"id": request.headers["x-request-id"], "label": "", "apart": []}
    for name, (answer, took) in said.items():
        if isinstance(answer, str):
            found[name] = {"failed": answer}
            continue
        # Why with itself when it is alone: nothing of it is marked then.
        both = Both(answers.get("flask", answers[name]), answers.get("express", answers[name]))
        # Why not alike: each has a database of its own, in which other rows were created before.
        exchange = exchanges.compared(request, both, alike=False)
        is_compared = len(answers) == len(said)
        found["label"] = exchange.label if is_compared else ""
        found["apart"] = [safe.line(one) for one in exchanges.apart(both, alike=False)] if is_compared else []
        trace = traces.told(place, name, request.headers["x-request-id"])
        more = {"ms": took, "bytes": len(answer.body.encode()), "trace": trace}
        found[name] = getattr(cockpit.shown(exchange), name) | more
    return found, Both(*both_said) if len(both_said) == len(said) else None


def _said(port: int, request: Request) -> Said:
    begun = time.perf_counter()
    try:
        answer: Answer | str = asking.ask(port, request, PATIENCE)
    except TimeoutError:
        answer = f"It did not answer within {PATIENCE:.0f} seconds"
    except (OSError, HTTPException) as error:
        answer = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return answer, round((time.perf_counter() - begun) * 1000, 3)


def document(ports: Mapping[str, int]) -> Any:
    """The API document of the side that has one; None when neither has."""
    # Why Express first: it is there sooner, and both have the same.
    for name in ("express", "flask"):
        try:
            answer = asking.ask(ports[name], LISTED, seconds=SECONDS)
            if answer.status == 200:
                return json.loads(answer.body)
        except (OSError, HTTPException, ValueError, RecursionError):
            continue
    return None
