"""The requests that the page offers: what the API document has, and some that tell the two sides apart, or do not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scaffold.actions.compare import samples
from scaffold.core.names import kebab
from scaffold.core.resource import Resource

from .examples import example

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
JSON, TEXT = "application/json", "text/plain"
TELLING = "Worth a guess"


@dataclass(frozen=True)
class Offered:
    """One request of the list. `{id}` in its path is a row of the collection before it.

    `concept` is the name of the one that its answer comes from.
    """

    group: str
    title: str
    method: str
    path: str
    body: str | None = None
    type: str = JSON
    concept: str = ""


def offered(document: Any, resources: Sequence[Resource], number: int) -> list[Offered]:
    """All requests: the telling ones first. `number` makes their texts new; without a document resources must do."""
    operations = list(_documented(document, number)) or list(_of_resources(resources, number))
    return [*_telling(operations), *operations]


def _documented(document: Any, number: int) -> Iterator[Offered]:
    paths = document.get("paths") if isinstance(document, dict) else None
    for path, operations in (paths or {}).items():
        for method, one in operations.items():
            if method.upper() in METHODS and isinstance(one, dict):
                title = str(one.get("summary") or one.get("operationId") or "")
                group = str(next(iter(one.get("tags") or ()), "Others"))
                yield Offered(
                    group.replace("-", " ").capitalize(), title, method.upper(), path, _body(one, document, number)
                )


def _body(operation: Mapping[str, Any], document: Mapping[str, Any], number: int) -> str | None:
    content = (operation.get("requestBody") or {}).get("content") or {}
    given = content.get(JSON)
    return _written(example(given.get("schema"), document, number)) if isinstance(given, dict) else None


def _of_resources(resources: Sequence[Resource], number: int) -> Iterator[Offered]:
    ids = {one.name: 1 for one in resources}
    for one in resources:
        path, words = f"/api/{kebab(one.plural)}", one.plural.replace("_", " ")
        body = _written(samples.body(one, number % 9 + 1, ids))
        for method, place in (("GET", path), ("POST", path), ("GET", f"{path}/{{id}}"), ("DELETE", f"{path}/{{id}}")):
            title = f"{method.capitalize()} {'one of ' if '{' in place else ''}{words}"
            yield Offered(words.capitalize(), title, method, place, body if method == "POST" else None)


def _telling(operations: Sequence[Offered]) -> Iterator[Offered]:
    """Requests that people guess wrong, about the collection that needs least to have a row."""

    def tell(concept: str, title: str, method: str, path: str, body: str | None = None, kind: str = JSON) -> Offered:
        return Offered(TELLING, title, method, path, body, kind, concept)

    posts = [one for one in operations if one.method == "POST" and _fields(one) and "{" not in one.path]
    if posts:
        post = min(posts, key=lambda one: sum(not isinstance(value, str) for value in _fields(one).values()))
        fields, path = _fields(post), post.path
        first, body = next(iter(fields)), post.body or ""
        others = {name: value for name, value in fields.items() if name != first}
        yield tell("input.body", "A field is missing", "POST", path, _written(others))
        yield tell("input.body", "A field too many", "POST", path, _written({**fields, "colour": "red"}))
        yield tell(
            "input.body", "Another type", "POST", path, _written({**fields, first: [] if fields[first] == 12 else 12})
        )
        yield tell("input.json", "JSON that breaks off", "POST", path, f'{{"{first}": ')
        yield tell("input.json", "JSON sent as text", "POST", path, body, TEXT)
        yield tell("data.query", "A row that is not there", "GET", f"{path}/999999")
        yield tell("routing.parameters", "An id that is no number", "GET", f"{path}/abc")
        yield tell("errors.not_found", "A method that it lacks", "DELETE", path)
        yield tell("routing.paths", "Another case", "GET", path.upper())
        yield tell("routing.paths", "A slash at the end", "GET", f"{path}/")
        yield tell("input.query", "A parameter twice", "GET", f"{path}?page=1&page=2")
    yield tell("errors.not_found", "A path that nobody has", "GET", "/api/nothing-here")
    if not posts:
        yield tell("errors.not_found", "A method that it lacks", "DELETE", "/healthz")
        yield tell("routing.paths", "Another case", "GET", "/HEALTHZ")


def _fields(one: Offered) -> dict[str, Any]:
    found = json.loads(one.body or "{}")
    return found if isinstance(found, dict) else {}


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
