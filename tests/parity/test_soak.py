"""Three servers behind the nginx of docs/outgrowing.md under mixed load, one killed and one replaced meanwhile."""

import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from parity.exchange import get, post
from parity.load import Sent, Writer, address, load, send
from parity.machine import FRAMEWORKS, ROOT, run
from parity.processes import App, ready, wait_until
from parity.projects import ALL, UPGRADE, begun, production, project
from parity.servers import PATIENT, Nginx, PostgreSQL, Redis

from scaffold.outside.live.apps import free_port

pytestmark = [pytest.mark.alone, pytest.mark.server]

SECONDS, LIMIT, WRITERS, BURST = 45, 40, 6, 6


@dataclass(frozen=True)
class Soak:
    """What the clients were told, what nginx wrote down, and what the database holds in the end."""

    writers: list[Writer]
    # Sent while the killed and the replaced server had much to do.
    burst: list[Sent]
    # One list for each client that sent more than it may.
    limited: list[list[Sent]]
    lines: dict[str, dict[str, str]]
    servers: list[str]
    died: float
    back: float
    titles: dict[int, str]
    tags: Counter[int]

    @property
    def sent(self) -> list[Sent]:
        return [sent for writer in self.writers for sent in writer.sent] + self.burst

    @property
    def killed(self) -> str:
        return self.servers[0]

    def asked(self, sent: Sent) -> list[str]:
        """The servers that nginx asked, in their order."""
        return self.lines[sent.id]["upstreams"].split(", ")

    def ended(self, sent: Sent) -> float:
        return float(self.lines[sent.id]["ended"])


@pytest.fixture(scope="module")
def soaks() -> Iterator[dict[str, Soak]]:
    """Both at once: the time is the same."""
    # Why before: a project is rendered in this process, and in its main thread only.
    folders = {name: project(name, "blog", *ALL, "--limiter", "redis", database="postgresql") for name in FRAMEWORKS}
    with PostgreSQL() as server, Redis() as redis, ThreadPoolExecutor() as threads:
        found = threads.map(lambda name: soaked(name, folders[name], server, redis), FRAMEWORKS)
        yield dict(zip(FRAMEWORKS, found, strict=True))


@pytest.fixture(params=FRAMEWORKS)
def soak(soaks: dict[str, Soak], request: pytest.FixtureRequest) -> Soak:
    return soaks[request.param]


def test_nothing_fails_but_what_the_killed_server_had_begun(soak: Soak) -> None:
    failed = [sent for sent in soak.sent if sent.status != sent.expected and not already_deleted(soak, sent)]

    for sent in failed:
        assert (sent.status, soak.asked(sent)) == (502, [soak.killed]), sent
        assert sent.request.method in ("POST", "PATCH"), sent
        assert soak.died <= soak.ended(sent) < soak.died + 20, sent
    assert failed, "it had begun nothing"


def already_deleted(soak: Soak, sent: Sent) -> bool:
    """nginx sent it twice: the first server deleted the post and died before it said so."""
    return (sent.request.method, sent.status, soak.asked(sent)[0]) == ("DELETE", 404, soak.killed)


def test_what_the_killed_server_had_begun_to_read_is_read_from_another(soak: Soak) -> None:
    reads = [sent for sent in soak.burst if sent.request.method == "GET" and len(soak.asked(sent)) > 1]

    assert [sent.status for sent in reads if soak.asked(sent)[0] == soak.killed], "it had begun nothing"
    assert {sent.status for sent in reads} == {200}


def test_a_server_that_comes_back_is_asked_again(soak: Soak) -> None:
    answered = Counter(soak.asked(sent)[-1] for sent in soak.sent if soak.ended(sent) > soak.back)

    assert answered.keys() == set(soak.servers)
    assert min(answered.values()) > 10, answered


def test_a_client_has_one_limit_at_all_servers_whoever_it_says_it_is(soak: Soak) -> None:
    for client in soak.limited:
        statuses = Counter(sent.status for sent in client)
        # Why: what is sent to two servers may count twice.
        twice = sum(len(soak.asked(sent)) > 1 for sent in client)
        assert statuses.keys() == {200, 429}, statuses
        assert LIMIT - twice <= statuses[200] <= LIMIT, (statuses, twice)
        assert {server for sent in client for server in soak.asked(sent)} >= set(soak.servers[2:])
    assert len(soak.limited) >= 4


def test_what_was_acknowledged_is_there_once_and_what_was_deleted_is_not(soak: Soak) -> None:
    posts = {id: titles for writer in soak.writers for id, titles in writer.posts.items()}
    posts |= {sent.json["id"]: {title(sent)} for sent in soak.burst if sent.status == 201}
    gone = {id for writer in soak.writers for id in writer.gone}
    unanswered = {title(sent) for sent in soak.sent if sent.expected == 201 and sent.status != 201}

    assert [wrong for writer in soak.writers for wrong in writer.wrong] == []
    assert {id: titles for id, titles in posts.items() if soak.titles.get(id) not in titles} == {}
    assert gone & soak.titles.keys() == set()
    assert {soak.titles[id] for id in soak.titles.keys() - posts.keys()} <= unanswered
    assert max(Counter(soak.titles.values()).values()) == 1
    assert soak.tags == dict.fromkeys(soak.titles, 2)
    assert len(posts) > 50 and len(gone) > 20


def title(sent: Sent) -> str:
    return str(json.loads(sent.request.body or b"")["title"])


def soaked(framework: str, folder: Path, server: PostgreSQL, redis: Redis) -> Soak:
    url = server.create(framework) + PATIENT[framework]
    run(*UPGRADE[framework], cwd=folder, env=production(url))
    for tag in ("a", "b"):
        server.execute(f"insert into tags (name, created_at, updated_at) values ('{tag}', now(), now())", framework)
    settings = {"REDIS_URL": f"{redis.url[:-1]}{FRAMEWORKS.index(framework)}"}
    settings |= {"WEB_CONCURRENCY": "1", "TRUSTED_HOPS": "1", "RATE_LIMIT": str(LIMIT)}
    ports = [free_port() for _ in range(3)]
    with ExitStack() as stack:

        def serve(port: int) -> App:
            return stack.enter_context(begun(folder, url, **settings, PORT=str(port)))

        killed, replaced, other = [serve(port) for port in ports]
        for served in (killed, replaced, other):
            ready(served)
        site = recommended(folder, ports)
        proxy = stack.enter_context(Nginx(site))
        # Why less than they may: what is sent to two servers may count twice.
        writers = [Writer(proxy.port, f"writer {number}", LIMIT - 5) for number in range(WRITERS)]
        burst: list[Sent] = []
        limited: list[list[Sent]] = []
        began = time.monotonic()

        def pass_until(second: float) -> None:
            while began + second - time.monotonic() > 6:
                limited.append(one_client(proxy.port))
                time.sleep(3)
            time.sleep(max(began + second - time.monotonic(), 0))

        with load(writers, 0.15):
            pass_until(20)
            with under_way(server, framework, proxy.port, burst):
                died = time.time()
                killed.kill()
            pass_until(35)
            with under_way(server, framework, proxy.port, burst):
                proxy.reload(site.replace(f":{ports[1]};", f":{ports[1]} down;"))
                time.sleep(2)
                replaced.stop()
                time.sleep(0.5)
            assert replaced.stopped() == 0, replaced.tail()
            for served in [serve(port) for port in ports[:2]]:
                ready(served)
            proxy.reload(site)
            back = time.time()
            pass_until(max(SECONDS, time.monotonic() - began + 10))
        titles = {int(str(id)): str(title) for id, title in server.execute("select id, title from posts", framework)}
        tags = Counter(int(str(id)) for (id,) in server.execute("select post_id from posts_tags", framework))
        lines = {line["id"]: line for line in proxy.lines()}
    return Soak(writers, burst, limited, lines, [f"127.0.0.1:{port}" for port in ports], died, back, titles, tags)


def recommended(folder: Path, ports: list[int]) -> str:
    """The project's nginx.conf with what docs/outgrowing.md gives instead of its server, for these servers."""
    text: str = re.findall(r"```nginx\n(.*?)```", (ROOT / "docs/outgrowing.md").read_text(), re.DOTALL)[0]
    for number, port in enumerate(ports, 8001):
        assert f"server 127.0.0.1:{number};" in text
        text = text.replace(f"127.0.0.1:{number};", f"127.0.0.1:{port};")
    before, _, _ = (folder / "nginx.conf").read_text().partition("    server {\n")
    return f"{before}{text}}}\n"


@contextmanager
def under_way(server: PostgreSQL, database: str, port: int, burst: list[Sent]) -> Iterator[None]:
    """Each server has several requests that wait for the database, some of them POST, when the block is entered."""
    requests = []
    for number in range(len(burst), len(burst) + BURST):
        made = {"title": f"burst {number}", "body": "Words", "tagIds": [1, 2]}
        requests += [(post("/api/posts", made), 201), (get("/api/posts"), 200)]
    with psycopg.connect(server.address(database)) as holder, ThreadPoolExecutor(len(requests)) as threads:
        holder.execute("lock table posts in access exclusive mode")
        sending = [threads.submit(send, port, *request, address()) for request in requests]
        waiting = f"select 1 from pg_stat_activity where datname = '{database}' and wait_event_type = 'Lock'"
        assert wait_until(lambda: len(server.execute(waiting)) >= 2 * BURST, 60), f"{len(server.execute(waiting))} wait"
        yield
        holder.rollback()
    burst += [future.result() for future in sending]


def one_client(port: int) -> list[Sent]:
    """What a client is told that sends ten requests more than it may, five at a time."""
    source = address()
    with ThreadPoolExecutor(5) as threads:
        return list(threads.map(lambda _: send(port, get("/api/tags"), 200, source), range(LIMIT + 10)))
