"""What breaks when…: mistakes that the page plants on one side, asks both about, and takes back."""

from __future__ import annotations

import json
import re
import secrets
import threading
import time
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from typing import Any

from scaffold.actions import mistakes
from scaffold.actions.compare import samples
from scaffold.actions.mistakes import Side
from scaffold.core.comparison import Answer
from scaffold.core.concepts import Request
from scaffold.core.mistakes import Asked, Mistake, catches, named
from scaffold.core.names import camel
from scaffold.core.problem import Problem, Problems
from scaffold.core.resource import Field, Resource
from scaffold.outside import machine
from scaffold.outside.live import asking, development
from scaffold.outside.merge import planted

from .sides import Sides

# Seconds after which nobody waits any longer for an answer, and after which one that is sent together is sent.
PATIENCE, SOON = 4.0, 0.3
LONG, SHOWN = 200_000, 1500
# Why this one: no row ever gets it.
NO_ID = "2147483647"
PLACE = re.compile(r"/(\d+)$")


class Mistakes:
    """The mistakes of one pair. `running` restarts a side after its code was changed."""

    def __init__(self, several: Sequence[Side], running: Sides) -> None:
        self._several = {one.framework: one for one in several}
        self._running = running
        self._lock = threading.Lock()

    def listed(self) -> dict[str, Any]:
        """All that can be made in this pair, and what is planted."""
        with self._lock:
            several = tuple(self._several.values())
            titles = mistakes.concepts(several)
            found = [self._shown(one, titles) for one in mistakes.known(several)]
        shown = [one for one in found if any("diff" in side for side in one["sides"].values())]
        return {"mistakes": shown, **self.planted()}

    def planted(self) -> dict[str, Any]:
        """What is planted, by side. Why apart: where all can be planted is rendered, which takes a second."""
        there = {name: planted.standing(side.opened.folder) for name, side in self._several.items()}
        return {"planted": {name: record.name if record else None for name, record in there.items()}}

    def _shown(self, one: Mistake, titles: Mapping[str, str]) -> dict[str, Any]:
        sides: dict[str, Any] = {}
        for name, side in self._several.items():
            place, found = side.place(one), one.sides.get(name)
            if place and found:
                sides[name] = {
                    "diff": mistakes.difference(place),
                    "file": place.path,
                    "right": found.right,
                    "why": found.why,
                    "caught": list(catches(found)),
                }
            else:
                sides[name] = {"absent": one.absent.get(name, "This project has no code for it.")}
        resource = self._resource(one)
        asked = [f"{request.method} {shown(request, resource)}" for request in one.requests]
        texts = {key: getattr(one, key) for key in ("name", "title", "question", "answers")}
        texts |= {
            "concept": titles.get(one.concept, one.concept),
            "shows": Words(resource, 0).fill(one.shows) if resource else one.shows,
        }
        return {**texts, "asked": asked, "sides": sides}

    def act(self, given: Mapping[str, Any]) -> dict[str, Any] | None:
        """Plants, asks both, or takes back, as a page asks for it; None for what is nothing of these."""
        act, name, side = (given.get(key) for key in ("act", "name", "side"))
        several = tuple(self._several.values())
        if act not in ("plant", "ask", "back") or side not in self._several or not isinstance(name, str):
            return None
        try:
            one = mistakes.chosen(several, name)
            if act == "ask":
                ports = {name: side.port for name, side in self._running.sides.items()}
                return asked(ports, one, self._resource(one))
            with self._lock:
                mistakes.plant(several, name, side) if act == "plant" else mistakes.back(several, side)
        except Problem as problem:
            return {"problem": f"{problem.what}: {problem.why}. {problem.fix}"}
        except Problems as problems:
            return {"problem": str(problems)}
        # Why ours: a reloader may have given up on code that does not start.
        self._running.restart(side)
        return {}

    def _resource(self, one: Mistake) -> Resource | None:
        places = [side.place(one) for side in self._several.values()]
        return next((place.resource for place in places if place), None)


def shown(request: Asked, resource: Resource | None) -> str:
    """The path of a request, as a person reads it."""
    return Words(resource, 0).fill(request.path).replace("{id}", "…").replace("/0", "/…")


class Words:
    """What stands in the place of `{example}` and its like. Another `number` makes other values."""

    def __init__(self, resource: Resource | None, number: int) -> None:
        self.resource, self.number = resource, number

    def fill(self, text: str) -> str:
        """The text with all but `{id}` filled in."""
        text = named(text, self.resource).replace("{number}", str(self.number))
        for kind in ("datetime", "string"):
            if (place := f"{{{kind}}}") in text:
                text = text.replace(place, camel(self._first(kind).name))
        if "{long}" in text:
            text = text.replace("{long}", json.dumps({"extra": "x" * LONG}))
        body = self._body()
        fields = {key: value for key, value in body.items() if f'"{key}"' not in text}
        return text.replace("{example}", json.dumps(body)).replace("{fields}", json.dumps(fields)[1:-1])

    def _first(self, kind: str) -> Field:
        fields = self.resource.fields if self.resource else ()
        return next(one for one in fields if mistakes.FITS[kind](one))

    def _body(self) -> dict[str, Any]:
        # Why two numbers: texts may have to be new, and days of a month are few.
        few, many = self.number % 9 + 1, self.number
        several = ("string", "text", "email", "url")
        return {
            camel(one.column): samples.value(one, many if one.type in several else few)
            for one in (self.resource.fields if self.resource else ())
            if one.required and one.type != "references"
        }


def asked(ports: Mapping[str, int], one: Mistake, resource: Resource | None) -> dict[str, Any]:
    """What both sides answer to the requests of a mistake, one side after the other."""
    words = Words(resource, secrets.randbelow(900_000) + 100_000)
    return {name: _answers(port, one, words) for name, port in ports.items()}


def _answers(port: int, mistake: Mistake, words: Words) -> list[dict[str, Any]]:
    requests, shows = mistake.requests, words.fill(mistake.shows)
    found: list[dict[str, Any]] = [{} for _ in requests]
    identity, waiting = NO_ID, []
    for number, request in enumerate(requests):
        text, body = words.fill(request.path).replace("{id}", identity), request.body
        headers = {"x-request-id": f"serve-{secrets.token_hex(4)}", **request.headers}
        sent = Request(request.method, text, headers, body and words.fill(body), {})
        thread = threading.Thread(target=_ask, args=(port, sent, found[number], shows), daemon=True)
        thread.start()
        waiting.append(thread)
        if number + 1 < len(requests) and requests[number + 1].together:
            time.sleep(SOON)
            continue
        for one in waiting:
            one.join()
        if place := PLACE.search(found[number].get("location", "")):
            identity = place[1]
    if "status" in found[-1]:
        # Why so late: a process that a rejected promise ends has answered before.
        time.sleep(SOON)
        found[-1]["ended"] = not machine.listening(development.HOST, port)
    return found


def _ask(port: int, request: Request, found: dict[str, Any], shows: str = "") -> None:
    begun = time.perf_counter()
    try:
        answer = asking.ask(port, request, seconds=PATIENCE)
    except (OSError, HTTPException) as error:
        late = isinstance(error, TimeoutError)
        why = f"no answer within {PATIENCE:.0f} s" if late else getattr(error, "strerror", "") or type(error).__name__
        found.update(failed=why)
    else:
        text = written(answer)
        found.update(status=answer.status, reason=answer.reason, text=text[:SHOWN], whole=text)
        found["shown"] = _decides(answer, shows)
        found["location"] = next((value for name, value in answer.headers if name.lower() == "location"), "")
    found.update(method=request.method, path=request.path[:200], ms=round((time.perf_counter() - begun) * 1000))


def _decides(answer: Answer, name: str) -> str:
    """The header, or else the field of the body, of this name; nothing when it has none."""
    heads = {key.lower(): value for key, value in answer.headers}
    try:
        body = json.loads(answer.body)
    except ValueError:
        body = None
    value = heads.get(name) or (body.get(name, "") if isinstance(body, dict) else "")
    return value if isinstance(value, str) else json.dumps(value)


def written(answer: Answer) -> str:
    """Headers and body of an answer, the names of headers as HTTP/2 has them."""
    heads = "".join(f"{name.lower()}: {value}\n" for name, value in answer.headers)
    return f"{heads}\n{answer.body}"
