"""Under 32 writers every acknowledged row is there afterwards, none twice, and no answer is a 500; a row has what one of them wrote."""

import json
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from parity.exchange import delete, get, patch, post
from parity.machine import FRAMEWORKS, SERVED, require
from parity.processes import App
from parity.projects import WHOLE, app

pytestmark = pytest.mark.long

WRITERS, SECONDS = 32, 6


@pytest.mark.parametrize("database", SERVED)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_acknowledged_write_is_there(framework: str, database: str) -> None:
    require(database)
    with app(framework, "blog", *WHOLE, database=database, WEB_CONCURRENCY="2") as started:
        end = time.monotonic() + SECONDS
        with ThreadPoolExecutor(WRITERS) as threads:
            sent = [
                one for many in threads.map(lambda writer: write(started, writer, end), range(WRITERS)) for one in many
            ]
        stored = names(started)

    statuses = Counter(status for _, status in sent)
    print(f"{framework} on {database}: {dict(statuses)}")
    assert statuses.keys() == {201, 409}
    assert sorted(stored) == sorted(name for name, status in sent if status == 201)
    assert len(set(stored)) == len(stored) > WRITERS


@pytest.mark.parametrize("database", SERVED)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_row_has_what_one_of_its_writers_wrote(framework: str, database: str) -> None:
    require(database)
    with app(framework, "blog", *WHOLE, database=database, WEB_CONCURRENCY="2") as started:
        tags = [made(started, "/api/tags", {"name": str(number)}) for number in range(8)]
        bodies = [{"title": str(ids), "tagIds": list(ids)} for ids in zip(tags[::2], tags[1::2], strict=True)]
        path = f"/api/posts/{made(started, '/api/posts', {'title': 'T', 'body': 'B', 'tagIds': tags})}"
        with ThreadPoolExecutor(len(bodies)) as threads:
            for _ in range(30):
                sent = list(threads.map(lambda body: started.ask(patch(path, body)).status, bodies))
                row = json.loads(started.ask(get(path)).body)
                assert sent == [200] * len(bodies)
                assert {"title": row["title"], "tagIds": row["tagIds"]} in bodies

            gone = Counter(threads.map(lambda _: started.ask(delete(path)).status, range(4)))
    assert gone == {204: 1, 404: 3}


def made(started: App, path: str, body: object) -> int:
    return int(json.loads(started.ask(post(path, body)).body)["id"])


def write(started: App, writer: int, end: float) -> list[tuple[str, int]]:
    """The names that were sent, and what was answered."""
    sent: list[tuple[str, int]] = []
    while time.monotonic() < end:
        # Why half of the names are shared: two writers then race for the unique index.
        name = f"shared {len(sent)}" if len(sent) % 2 else f"{writer} {len(sent)}"
        sent.append((name, started.ask(post("/api/tags", {"name": name}), timeout=60).status))
    return sent


def names(started: App) -> list[str]:
    found: list[str] = []
    page = pages = 1
    while page <= pages:
        document = json.loads(started.ask(get(f"/api/tags?perPage=100&page={page}")).body)
        found += [row["name"] for row in document["items"]]
        page, pages = page + 1, document["pages"]
    return found
