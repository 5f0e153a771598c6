"""Under 32 writers, every acknowledged row is there afterwards, none twice, and no answer is a 500."""

import http.client
import json
import threading
import time
from collections import Counter

import pytest
from parity.apps import app
from parity.machine import DATABASES, FRAMEWORKS, require

WRITERS = 32
SECONDS = 10


@pytest.mark.parametrize("database", DATABASES)
@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_every_acknowledged_write_is_there(framework: str, database: str) -> None:
    require(database)
    statuses: Counter[int] = Counter()
    acknowledged: list[str] = []
    with app(framework, database, "blog") as started:
        end = time.monotonic() + SECONDS

        def write(writer: int) -> None:
            number = 0
            while time.monotonic() < end:
                number += 1
                # Why half of the names are shared: two writers then race for the unique index.
                name = f"shared {number}" if number % 2 else f"{writer} {number}"
                status = _post(started.port, {"name": name})
                statuses[status] += 1
                if status == 201:
                    acknowledged.append(name)

        threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        stored = _names(started.port)
    print(f"{framework} on {database}: {dict(statuses)}")
    assert set(statuses) == {201, 409}
    assert Counter(stored) == Counter(acknowledged)
    assert len(set(stored)) == len(stored) > WRITERS


def _post(port: int, value: object) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST", "/api/tags", json.dumps(value), {"Content-Type": "application/json"})
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def _names(port: int) -> list[str]:
    names: list[str] = []
    page = pages = 1
    while page <= pages:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", f"/api/tags?perPage=100&page={page}")
        document = json.loads(connection.getresponse().read())
        connection.close()
        names += [row["name"] for row in document["items"]]
        page, pages = page + 1, document["pages"]
    return names
