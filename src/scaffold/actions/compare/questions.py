"""What both frameworks alone and both projects are asked: what a client may get wrong, and what is left unsaid."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scaffold.core.concepts import Request
from scaffold.core.names import camel
from scaffold.core.resource import Field, Resource
from scaffold.outside.live import alone

JSON = "application/json"
TYPED = {"Content-Type": JSON}
# Why so long: the limit of Express is 100 kB, and Flask has none.
LONG = 120_000
# How deep a body is nested: deeper than Python reads by recursion.
DEEP = 9_000
# More than a double can tell apart, and than a column of 64 bits can hold.
BEYOND, HUGE = 2**53 + 1, 10**30


@dataclass(frozen=True)
class Question:
    """One request. `by` is what else of the answers is compared: a header, the `order` of keys, or their `spelling`.

    `produces` asks Express alone as it is started in production, with one setting.
    """

    title: str
    concept: str
    request: Request
    by: str = ""
    produces: bool = False


def questions(resource: Resource, path: str, body: Mapping[str, Any], there: Mapping[str, Any]) -> tuple[Question, ...]:
    """All requests for the collection at `path`: a POST of `body` is accepted, and `there` is its row of the id 1."""
    found = _Asking(resource, path, body, there)
    several = (found.paths(), found.ids(), found.media(), found.documents(), found.values(), found.wire(), found.free())
    return tuple(one for part in several for one in part)


@dataclass(frozen=True)
class _Asking:
    resource: Resource
    path: str
    body: Mapping[str, Any]
    there: Mapping[str, Any]

    def paths(self) -> Iterator[Question]:
        about = "errors.not_found"
        yield Question("An unknown path", about, self._get("/api/nowhere"))
        yield Question("An unknown path, as JSON", about, self._get("/api/nowhere", Accept=JSON))
        yield Question("An unknown path, with HEAD", about, _request("HEAD", "/api/nowhere"))
        yield Question("A wrong method", about, _request("DELETE", self.path))
        yield Question("A wrong method for a row", about, self._send("{}", f"{self.path}/1"))
        yield Question("Which methods the list has", about, _request("OPTIONS", self.path))
        yield Question("Which methods a row has", about, _request("OPTIONS", f"{self.path}/1"))

    def ids(self) -> Iterator[Question]:
        about = "routing.parameters"
        yield Question("No such row", "data.query", self._get(f"{self.path}/99"))
        yield Question("No such row, with HEAD", "data.query", _request("HEAD", f"{self.path}/99"))
        yield Question("A word as an id", about, self._get(f"{self.path}/first"))
        yield Question("An id with a point", about, self._get(f"{self.path}/1.0"))
        yield Question("An id after a space", about, self._get(f"{self.path}/%201"))
        yield Question("An id of 31 digits", about, self._get(f"{self.path}/{HUGE}"))

    def media(self) -> Iterator[Question]:
        about, good = "input.json", _written(self.body)
        yield Question("JSON sent as text", about, self._send(good, type="text/plain"))
        yield Question("JSON without a type", about, self._send(good, type=None))
        yield Question("A form sent to the API", about, self._send("a=1&b=2", type="application/x-www-form-urlencoded"))
        yield Question("No body at all", about, self._send(""))
        yield Question("JSON that breaks off", about, self._send(good[:-1]))
        yield Question(f"A body of {LONG // 1000} kB", "protection.body_limit", self._body(extra="x" * LONG))

    def documents(self) -> Iterator[Question]:
        about = "input.body"
        yield Question("A list, not an object", about, self._send("[]"))
        yield Question("A text, not an object", about, self._send('"hello"'))
        yield Question("`null`, not an object", about, self._send("null"))
        yield Question("A number, not an object", about, self._send("7"))
        deep = self._raw("extra", "[" * DEEP + "]" * DEEP)
        yield Question("Lists in lists, 9,000 deep", about, deep)
        yield Question("A field that is not known", about, self._body(extra=1))

    def values(self) -> Iterator[Question]:
        about = "input.body"
        if field := self._first("string", "text"):
            name = camel(field.column)
            missing = self._send(_written(self._others(name)))
            yield Question(f"No `{name}` at all", about, missing)
            yield Question(f"No `{name}`, in production", "errors.handler", missing, produces=True)
            for title, value in (
                (f"`null` as `{name}`", None),
                (f"A number as `{name}`", 7),
                (f"`true` as `{name}`", True),
                (f"An object as `{name}`", {"a": 1}),
                (f"An empty `{name}`", ""),
                (f"A `{name}` of 2,000 letters", "x" * 2000),
            ):
                yield Question(title, about, self._body(**{name: value}))
        if field := self._first("integer", "bigint"):
            name = camel(field.column)
            yield Question(f"A `{name}` beyond 2^53", about, self._body(**{name: BEYOND}))
            yield Question(f"A `{name}` of 31 digits", about, self._body(**{name: HUGE}))
            yield Question(f"A word as `{name}`", about, self._body(**{name: "many"}))
            yield Question(f"Digits in quotes as `{name}`", about, self._body(**{name: "7"}))
        if field := self._first("boolean"):
            name = camel(field.column)
            yield Question(f"A word as `{name}`", about, self._body(**{name: "yes"}))
            yield Question(f"A list as `{name}`", about, self._body(**{name: []}))
        if field := self._first("enum"):
            name = camel(field.column)
            yield Question(f"No such `{name}`", about, self._body(**{name: "none of them"}))
            yield Question(f"A number as `{name}`", about, self._body(**{name: 7}))
        if field := self._first("datetime", "date"):
            name = camel(field.column)
            yield Question(f"No such day as `{name}`", "input.instants", self._body(**{name: "2026-02-30"}))
            yield Question(f"A number as `{name}`", "input.instants", self._body(**{name: 1_700_000_000}))
        if field := next((one for one in alone.fields(self.resource) if one.unique), None):
            name = camel(field.column)
            yield Question(f"A `{name}` that is taken", "data.uniqueness", self._body(**{name: self.there[name]}))

    def wire(self) -> Iterator[Question]:
        about = "output.json"
        yield Question("The order of keys in JSON", about, self._get(f"{self.path}/1"), "order")
        yield Question("`X-Powered-By`", "protection.headers", self._get(f"{self.path}/1"), "x-powered-by")
        if field := self._first("string", "text"):
            spelt = self._body(**{camel(field.column): "Café"})
            yield Question("Letters that are not ASCII", about, spelt, "spelling")
        yield Question("A good body", "routing.routes", self._send(_written(self.body)))
        yield Question("A row", "routing.routes", self._get(f"{self.path}/1"))
        yield Question("A page that is none", "input.query", self._get(f"{self.path}?page=first"))
        yield Question("A filter that is not known", "input.query", self._get(f"{self.path}?color=red"))

    def free(self) -> Iterator[Question]:
        """Why last: what one project stores and the other refuses would give the next rows other ids."""
        about, good = "routing.paths", _written(self.body)
        yield Question("A slash at the end", about, self._get(f"{self.path}/"))
        yield Question("A path in capitals", about, self._get(self.path.upper()))
        yield Question("A slash too many", about, self._get(f"/{self.path}"))
        yield Question("A letter that is encoded", about, self._get(self.path.replace("api", "%61pi")))
        yield Question("A percent sign alone", about, self._get(f"{self.path}/%"))
        yield Question("A parameter twice", "input.query", self._get(f"{self.path}?page=1&page=2"))
        yield Question("Only if it is new", "output.json", self._get(f"{self.path}/1", **{"If-None-Match": "*"}))
        yield Question("JSON of a kind", "input.json", self._send(good, type="application/vnd.api+json"))
        yield Question("JSON in Latin-1", "input.json", self._send(good, type=f"{JSON}; charset=latin1"))
        yield Question("`NaN`", "input.json", self._raw("extra", "NaN"))

    def _first(self, *types: str) -> Field | None:
        """The first field of such a type that a body can give, a required one before others."""
        fitting = [one for one in alone.fields(self.resource) if one.type in types]
        return next(iter(sorted(fitting, key=lambda one: not one.required)), None)

    def _get(self, path: str, **headers: str) -> Request:
        return _request("GET", path, None, headers)

    def _send(self, text: str, path: str = "", type: str | None = JSON) -> Request:
        return _request("POST", path or self.path, text, {"Content-Type": type} if type else {})

    def _body(self, **changed: object) -> Request:
        # Why first: it is what is looked for in the line that shows the request.
        return self._send(_written({**changed, **self._others(*changed)}))

    def _raw(self, name: str, text: str) -> Request:
        return self._send(f'{{"{name}": {text}, {_written(self.body)[1:]}')

    def _others(self, *names: str) -> dict[str, Any]:
        return {key: value for key, value in self.body.items() if key not in names}


def _request(method: str, path: str, body: str | None = None, headers: Mapping[str, str] | None = None) -> Request:
    return Request(method, path, dict(headers or {}), body, {})


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
