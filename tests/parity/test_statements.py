"""How many SQL statements a request costs, counted in the log of the database itself.

Why not seconds: statements are the same on every machine, and a list that asks once per row fails here at once.
"""

import json
import re
from collections.abc import Iterator

import pytest
from concepts.snippets import flask
from parity.apps import App, app
from parity.exchange import Request, ask, delete, get, patch, post
from parity.machine import FRAMEWORKS
from parity.servers import PostgreSQL

STATEMENT = re.compile(r"LOG: +(?:statement|execute [^:]+): (select|insert|update|delete)\b(.*)", re.IGNORECASE)
# Why not counted: that a pool asks whether its connection still lives is no work for the request.
PING = re.compile(r"\s*1?\s*;?")
MOST = {"list": 3, "one": 2, "insert": 3, "insert 10": 3, "patch": 6, "delete": 1}
# Why one more: MikroORM does not say when an update has changed no row, so Express asks whether it is still there.
MORE = {"flask": {}, "express": {"patch": 7}}


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
    with app(framework, "postgresql", "blog", DATABASE_URL=url) as started:
        tags = [send(started, post("/api/tags", {"name": f"tag {n}"})) for n in range(10)]

        few = costs(started, server, tags)
        for _ in range(30):
            send(started, written(tags))
        many = costs(started, server, tags)

    assert few == many
    most = MOST | MORE[framework]
    assert {name: count for name, count in many.items() if count > most[name]} == {}


def test_flask_leaves_little_to_the_garbage_collector() -> None:
    """A row in a cycle of references waits for the collector; hundreds of them in a list are a third of its time."""
    left = flask("""
        import gc
        from flask_migrate import upgrade
        app = make()
        with app.app_context():
            upgrade()
        client = app.test_client()
        tags = [client.post("/api/tags", json={"name": f"tag {n}"}).get_json()["id"] for n in range(5)]
        for n in range(50):
            body = {"title": f"Post {n}", "body": "Body", "tagIds": tags}
            assert client.post("/api/posts", json=body).status_code == 201
        assert len(client.get("/api/posts?perPage=50").get_json()["items"]) == 50
        gc.collect()
        gc.disable()
        client.get("/api/posts?perPage=50")
        say(gc.collect())
    """)

    assert left < 250


def costs(started: App, server: Talkative, tags: list[int]) -> dict[str, int]:
    """The statements of one request of each kind; the row that they are about has five of the ten `tags`."""
    row = send(started, written(tags[:5]))
    path = f"/api/posts/{row}"
    requests = {
        "list": get("/api/posts?perPage=100"),
        "one": get(path),
        "insert": written(tags[:1]),
        "insert 10": written(tags),
        "patch": patch(path, {"title": "Other", "tagIds": tags[1:8]}),
        "delete": delete(path),
    }
    return {name: cost(started, server, request) for name, request in requests.items()}


def cost(started: App, server: Talkative, request: Request) -> int:
    before = len(server.statements())
    send(started, request)
    return len(server.statements()) - before


def written(tags: list[int]) -> Request:
    return post("/api/posts", {"title": "Title", "body": "Body", "tagIds": tags})


def send(started: App, request: Request) -> int:
    answer = ask(started.port, request)
    assert answer.status < 300, answer
    return int(json.loads(answer.body).get("id", 0)) if answer.body else 0
