"""How many SQL statements a request costs, counted in the log of the database itself.

Why not seconds: statements are the same on every machine, and a list that asks once per row fails here at once.
"""

import json
import re
from collections.abc import Iterator

import pytest
from parity.exchange import Request, delete, get, patch, post
from parity.machine import FRAMEWORKS
from parity.processes import App
from parity.projects import WHOLE, app
from parity.servers import PostgreSQL

pytestmark = pytest.mark.server

STATEMENT = re.compile(r"LOG: +(?:statement|execute [^:]+): (select|insert|update|delete)\b(.*)", re.IGNORECASE)
# Why not counted: that a pool asks whether its connection still lives is no work for the request.
PING = re.compile(r"\s*1?\s*;?")
COUNTS = {
    "flask": {"list": 3, "one": 1, "insert": 3, "patch": 6, "delete": 2},
    # Why more: MikroORM inserts the rows between two tables twice, the second time `on conflict do nothing`.
    "express": {"list": 3, "one": 1, "insert": 4, "patch": 7, "delete": 2},
}


class Talkative(PostgreSQL):
    """Writes every statement into its log."""

    def command(self) -> list[str]:
        return [*super().command(), "-c", "log_statement=all"]

    def statements(self) -> list[str]:
        return [
            f"{verb}{rest}"
            for verb, rest in STATEMENT.findall((self.folder / "log").read_text())
            if not PING.fullmatch(rest)
        ]


@pytest.fixture(scope="module")
def server() -> Iterator[Talkative]:
    with Talkative() as started:
        yield started


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_request_costs_few_statements_however_many_rows_there_are(framework: str, server: Talkative) -> None:
    url = server.create(f"statements_{framework}")
    with app(framework, "blog", *WHOLE, database="postgresql", DATABASE_URL=url) as started:
        tags = [send(started, post("/api/tags", {"name": f"tag {n}"})) for n in range(10)]

        few = costs(started, server, tags)
        for _ in range(30):
            send(started, written(tags))
        many = costs(started, server, tags)

    assert {name: len(sent) for name, sent in many.items()} == COUNTS[framework], many
    assert {name: len(sent) for name, sent in few.items()} == COUNTS[framework], few


def costs(started: App, server: Talkative, tags: list[int]) -> dict[str, list[str]]:
    """The statements of one request of each kind; the row that they are about has five of the ten `tags`."""
    path = f"/api/posts/{send(started, written(tags[:5]))}"
    requests = {
        "list": get("/api/posts?perPage=100"),
        "one": get(path),
        "insert": written(tags),
        "patch": patch(path, {"title": "Other", "tagIds": tags[1:8]}),
        "delete": delete(path),
    }
    return {name: sent_for(started, server, request) for name, request in requests.items()}


def sent_for(started: App, server: Talkative, request: Request) -> list[str]:
    """Why each once: a driver sends several rows for one statement together."""
    before = len(server.statements())
    send(started, request)
    return list(dict.fromkeys(server.statements()[before:]))


def written(tags: list[int]) -> Request:
    return post("/api/posts", {"title": "Title", "body": "Body", "tagIds": tags})


def send(started: App, request: Request) -> int:
    answer = started.ask(request)
    assert answer.status < 300, answer
    return int(json.loads(answer.body).get("id", 0)) if answer.body else 0
