"""Requests of the contract's kinds, made from an OpenAPI document: the same ones for the same seed."""

import json
from collections import deque
from random import Random
from typing import Any
from urllib.parse import urlencode

from parity.exchange import Answer, Request, get, raw, send_json
from parity.values import Values

# Why: two rows made in the same millisecond on one side may be a millisecond apart on the other.
BY_TIME = {"createdAt", "-createdAt", "updatedAt", "-updatedAt"}
NO_ROWS = ["2147483647", "2147483648", "99999999999999999999", "x", "1.5"]
WEIGHTS = {
    "create": 24, "create_wrong": 14, "read": 8, "pages": 12, "pages_wrong": 7, "change": 12, "change_wrong": 7, "remove": 5,
    "method": 3, "unknown": 1, "broken_json": 2, "media": 2, "head": 1, "options": 1, "large": 1,
}  # fmt: skip


class Requests:
    def __init__(self, document: dict[str, Any], seed: int) -> None:
        self.random = Random(seed)
        self.values = Values(document, self.random)
        self.paths: dict[str, dict[str, Any]] = {
            path: item for path, item in document["paths"].items() if path.startswith("/api/")
        }
        self.shared = {path: item.get("parameters", []) for path, item in self.paths.items()}
        self.made = [path for path, item in self.paths.items() if "post" in item]
        self.rows: dict[str, deque[int]] = {path: deque([1], maxlen=60) for path in self.made}

    def next(self) -> Request:
        kind = self.random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        request: Request = getattr(self, kind)()
        return request

    def learn(self, request: Request, answer: Answer) -> None:
        """Rows that were made can be asked for; references of other resources may name them, too."""
        if answer.status == 201:
            path, _, key = answer.headers["location"].rpartition("/")
            self.rows[path].append(int(key))
        if answer.status == 204:
            path, _, key = request.path.rpartition("/")
            self.rows[path] = deque((one for one in self.rows[path] if one != int(key)), maxlen=60)
        # Why of all: the document does not say whose ids a reference takes; a wrong one is a 409 worth asking for.
        self.values.ids = [key for rows in self.rows.values() for key in list(rows)[:5]] or [1]

    def create(self) -> Request:
        path = self.random.choice(self.made)
        return send_json("POST", path, self.values.body(self.schema(path, "post")))

    def create_wrong(self) -> Request:
        path = self.random.choice(self.made)
        if self.random.random() < 0.05:
            return send_json("POST", path, self.random.choice([[], "x", 1, None, True]))
        return send_json("POST", path, self.values.broken(self.schema(path, "post")))

    def change(self) -> Request:
        path = self.random.choice(self.made)
        body = self.values.body(self.schema(f"{path}/{{id}}", "patch"), partial=True)
        return send_json("PATCH", self.row(path), body)

    def change_wrong(self) -> Request:
        path = self.random.choice(self.made)
        body = self.values.broken(self.schema(f"{path}/{{id}}", "patch"), partial=True)
        return send_json("PATCH", self.row(path), body)

    def read(self) -> Request:
        return get(self.row(self.random.choice(self.made)))

    def remove(self) -> Request:
        return Request("DELETE", self.row(self.random.choice(self.made)))

    def head(self) -> Request:
        return Request("HEAD", self.row(self.random.choice(self.made)))

    def options(self) -> Request:
        return Request("OPTIONS", self.random.choice([*self.made, self.row(self.random.choice(self.made)), "/nowhere"]))

    def method(self) -> Request:
        path = self.random.choice(list(self.paths))
        missing = [name for name in ("post", "put", "patch", "delete") if name not in self.paths[path]]
        # Why another id: of a method that is none, at an id that can be none, the contract says nothing.
        return send_json(
            self.random.choice(missing).upper(), self.filled(path).replace("/2147483648", "/2147483647"), {}
        )

    def unknown(self) -> Request:
        return get(self.random.choice(["/nowhere", "/api/nowhere", "/api", f"{self.row(self.made[0])}/nowhere"]))

    def broken_json(self) -> Request:
        return raw("POST", self.random.choice(self.made), self.random.choice([b"{", b"nope", b'{"a":', b"{'a':1}"]))

    def media(self) -> Request:
        kind = self.random.choice(["text/plain", "application/xml", "application/x-www-form-urlencoded", None])
        return raw("POST", self.random.choice(self.made), b"{}", kind)

    def large(self) -> Request:
        return raw("POST", self.random.choice(self.made), b'{"x":"' + b"x" * 102_400 + b'"}')

    def pages(self) -> Request:
        path, parameters = self.listed()
        chosen = [one for one in parameters if self.random.random() < 0.3]
        return self.asked(path, {one["name"]: self.values.valid(one["schema"], one["name"]) for one in chosen})

    def pages_wrong(self) -> Request:
        path, parameters = self.listed()
        if self.random.random() < 0.3:
            return self.asked(path, {self.random.choice(["other", "per_page", "Sort", "q"]): "1"})
        chosen = self.random.sample(parameters, min(2, len(parameters)))
        return self.asked(path, {one["name"]: self.unfit(one["schema"]) for one in chosen})

    def unfit(self, schema: dict[str, Any]) -> object:
        """Why not all that is wrong in a body: in a query everything is text."""
        schema, _ = self.values.resolved(schema)
        texts = [one for one in self.values.edges(schema, "") if not isinstance(one, list)]
        return self.random.choice([*texts, *(["x", "1.5"] if schema.get("type") == "integer" else ["a\0b"])])

    def asked(self, path: str, query: dict[str, object]) -> Request:
        # Why none is left out: a valid value of an optional filter may be null, which a query cannot say.
        kept = {
            name: json.dumps(one) if isinstance(one, bool) else one for name, one in query.items() if one is not None
        }
        kept = {name: one for name, one in kept.items() if one not in BY_TIME}
        return get(self.filled(path) + ("?" + urlencode(kept) if kept else ""))

    def listed(self) -> tuple[str, list[dict[str, Any]]]:
        """A path with a list, and the parameters of its query."""
        path = self.random.choice(
            [path for path, item in self.paths.items() if "get" in item and not path.endswith("}")]
        )
        every = self.shared[path] + self.paths[path]["get"].get("parameters", [])
        return path, [one for one in every if one["in"] == "query"]

    def filled(self, path: str) -> str:
        head, found, tail = path.partition("/{id}")
        return self.row(head) + tail if found else path

    def row(self, path: str) -> str:
        """A row that is there, most of the time."""
        chance = self.random.random()
        known = self.rows[path] or [1]
        key = str(self.random.choice(known)) if chance < 0.9 else self.random.choice(NO_ROWS)
        return f"{path}/{key}"

    def schema(self, path: str, method: str) -> dict[str, Any]:
        found: dict[str, Any] = self.paths[path][method]["requestBody"]["content"]["application/json"]["schema"]
        return found
