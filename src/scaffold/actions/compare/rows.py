"""The rows of both apps: made through their API, the same on both sides, and after each request as before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from scaffold.core.comparison import Answer, Both
from scaffold.core.concepts import Request
from scaffold.core.names import kebab
from scaffold.core.resource import Resource

from . import samples

Ask = Callable[[Request], Both[Answer]]

# Why numbers: rows that are there, examples, and rows of one request have other values, as fields may be unique.
THERE, EXAMPLE, PASSING = 1, 2, 3
SAFE = {"GET", "HEAD", "OPTIONS"}
JSON = {"content-type": "application/json"}
PLACES = ("{path}", "{id}", "{example}", "{taken}", "{same}", "{outside}")


@dataclass
class Rows:
    """What the apps hold: `paths` of collections by resource, and the `ids` of the row that each has."""

    ask: Ask
    resources: Mapping[str, Resource]
    paths: dict[str, str] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def fill(self) -> None:
        """Makes one row of each resource, those first that others refer to."""
        for name in ordered(self.resources):
            self.paths[name] = f"/api/{kebab(self.resources[name].plural)}"
            made = self._created(name, THERE)
            if made:
                self.ids[name] = made

    def more(self, name: str, count: int) -> None:
        """Makes further rows of a resource, `count` with those that are there; fewer where values run out."""
        told = len(self.notes)
        for number in range(EXAMPLE, count + 1):
            self._created(name, number)
        del self.notes[told:]

    @contextmanager
    def asked(self, request: Request) -> Iterator[Request | None]:
        """The request with its placeholders filled; None where the project has nothing to fill them with."""
        text = f"{request.path} {request.headers} {request.body}"
        if not any(place in text for place in PLACES):
            yield request
            return
        name = self._subject(text)
        if not name:
            yield None
            return
        passing = "{id}" in text and request.method not in SAFE
        number = self._created(name, PASSING) if passing else self.ids[name]
        yield self._filled(request, name, number) if number else None
        if passing and number:
            self.ask(Request("DELETE", f"{self.paths[name]}/{number}", {}, None, {}))

    def forget(self, answers: Both[Answer]) -> None:
        """Deletes what a request has created."""
        places = {name.lower(): value for name, value in answers.flask.headers}
        if answers.flask.status == 201 == answers.express.status and "location" in places:
            self.ask(Request("DELETE", places["location"], {}, None, {}))

    def _subject(self, text: str) -> str | None:
        """The resource of `{path}`: the first with a row that needs no other, or that has what the body is about."""
        there = [self.resources[name] for name in self.resources if name in self.ids]
        for place, has in (("{taken}", _unique), ("{same}", _together), ("{outside}", samples.ranged)):
            if place in text:
                return next((one.name for one in there if has(one)), None)
        return next((one.name for one in sorted(there, key=lambda one: bool(_needed(one)))), None)

    def _filled(self, request: Request, name: str, number: int) -> Request:
        def text(words: str) -> str:
            return words.replace("{path}", self.paths[name]).replace("{id}", str(number))

        body = request.body
        if body in PLACES:
            body = self._body(name, THERE if body in ("{taken}", "{same}") else EXAMPLE, out=body == "{outside}")
        return replace(
            request,
            path=text(request.path),
            headers={key: text(value) for key, value in request.headers.items()},
            body=body if body is None else text(body),
        )

    def _created(self, name: str, number: int) -> int | None:
        """The id of a new row, the same on both sides; None and a note when there is none."""
        missing = sorted(_needed(self.resources[name]) - self.ids.keys())
        if missing:
            self.notes.append(f"No row of `{name}` was made: there is no row of `{'` and `'.join(missing)}`.")
            return None
        request = Request("POST", self.paths[name], JSON, self._body(name, number), {})
        answers = self.ask(request)
        ids = {_id(answer) for answer in (answers.flask, answers.express)}
        if len(ids) == 1 and (found := ids.pop()):
            return found
        said = f"{answers.flask.status} and {answers.express.status}"
        self.notes.append(f"No row of `{name}` was made: to `POST {request.path}` the answers were {said}.")
        return None

    def _body(self, name: str, number: int, *, out: bool = False) -> str:
        resource = self.resources[name]
        body = samples.body(resource, number, self.ids, _unique(resource) | _together(resource))
        return json.dumps({**body, **samples.outside(resource)} if out else body, ensure_ascii=False)


def ordered(resources: Mapping[str, Resource]) -> Sequence[str]:
    """The names of resources, those first that others need."""
    found: dict[str, None] = {}
    waiting = list(resources)
    while waiting:
        ready = [name for name in waiting if not _needed(resources[name]) & set(waiting)]
        # Why the rest when none is ready: only answers that somebody has edited have a circle.
        found.update(dict.fromkeys(ready or waiting))
        waiting = [name for name in waiting if name not in found]
    return tuple(found)


def _needed(resource: Resource) -> set[str]:
    """The resources without whose rows there is no row of this one."""
    return {one.target for one in resource.fields if one.needs_row}


def _unique(resource: Resource) -> set[str]:
    """The columns whose values no other row has."""
    return {one.column for one in resource.fields if one.unique and one.type != "references" and not one.private}


def _together(resource: Resource) -> set[str]:
    """The columns that are unique together; of references only those that every row has."""
    rules = [set(rule.fields) for rule in resource.rules if rule.kind == "unique"]
    there = {one.name: one.column for one in resource.fields if one.required or one.type != "references"}
    return {there[name] for name in next((rule for rule in rules if rule <= there.keys()), set())}


def _id(answer: Answer) -> int | None:
    if answer.status != 201:
        return None
    try:
        found = json.loads(answer.body)["id"]
    except (ValueError, KeyError, TypeError):
        return None
    return found if isinstance(found, int) else None
