"""Accounts of both sides: the same pages, mails and refusals on every database, and as long for everybody."""

import json
import re
import shutil
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from parity import forms
from parity.exchange import Answer, Request, delete, post
from parity.machine import FRAMEWORKS, SERVED, link, require, run
from parity.mailbox import Mailbox, mailbox
from parity.processes import App
from parity.projects import ACCOUNTS, ALL, UPGRADE, app, installed, pair, project
from parity.test_pages import cookies, seen, sent_back

from scaffold.outside.live.apps import free_port

ADA: forms.Form = {"email": "ada@example.com", "password": "twelve or more"}
LINK = re.compile(r"http://parity\.test(/password\?token=[\w-]{43})\s")
HEADERS = ("location", "www-authenticate", "cache-control")
CHECK = {"flask": (".venv/bin/flask", "db", "check"), "express": ("npm", "run", "--silent", "migration:check")}
TESTS = {
    "flask": (".venv/bin/python", "-m", "pytest", "-q"),
    "express": ("npm", "test", "--silent"),
}


class Visitor:
    """A browser at one app, with its cookies."""

    def __init__(self, app: App, box: Mailbox) -> None:
        self.app, self.box = app, box
        self.jar: dict[str, str] = {}

    def ask(self, request: Request) -> Answer:
        headers = request.headers | ({"Cookie": sent_back(self.jar)} if self.jar else {})
        answer = self.app.ask(Request(request.method, request.path, request.body, headers))
        self.jar |= cookies(answer)
        self.jar = {name: value for name, value in self.jar.items() if value}
        return answer

    def linked(self, number: int) -> str:
        """The path that the mail of this number leads to."""
        message = self.box.wait(number)[number - 1]
        assert (message["From"], message["To"]) == ("app@parity.test", ADA["email"])
        found = LINK.search(message.get_content())
        assert found
        return found[1]


class Both:
    """The same visitor of both apps, and the same again at another browser."""

    def __init__(self, stack: ExitStack, database: str) -> None:
        self.visitors, self.others = [], []
        for framework in FRAMEWORKS:
            box = stack.enter_context(mailbox())
            settings = {"TRUSTED_HOPS": "1", "MAIL_URL": box.url}
            started = stack.enter_context(app(framework, "blog", *ACCOUNTS, database=database, **settings))
            self.visitors.append(Visitor(started, box))
            self.others.append(Visitor(started, box))

    def __call__(self, status: int, *requests: Request, others: bool = False) -> Answer:
        """The same request, or one for each, is answered alike."""
        pairs = zip(self.others if others else self.visitors, requests * (3 - len(requests)), strict=True)
        one, other = (visitor.ask(request) for visitor, request in pairs)
        assert (one.status, other.status) == (status, status), requests[0]
        assert status == 204 or seen(one) == seen(other), requests[0]
        for name in HEADERS:
            assert one.headers.get(name) == other.headers.get(name), (requests[0], name)
        return one

    def links(self, number: int) -> list[str]:
        return [visitor.linked(number) for visitor in self.visitors]


@pytest.mark.parametrize("database", SERVED)
def test_strangers_are_answered_alike(database: str) -> None:
    require(database)
    with ExitStack() as stack:
        both = Both(stack, database)
        for path in ("/", "/tags", "/login", "/register", "/forgot", "/password?token=x", "/login?next=/tags/new"):
            both(200, forms.get(path))
        for path in ("/tags/new", "/tags/1/edit", "/tags/1/delete", "/account", "/account/password", "/account/delete"):
            both(303, forms.get(path))
            both(405 if path == "/account" else 303, forms.post(path, {}))
        for request in (post("/api/tags", {"name": "One"}), delete("/api/tags/1"), post("/api/nowhere", {})):
            both(401, request)
        both(405, Request("DELETE", "/login", None, forms.PERSON))
        both(405, forms.get("/logout"))
        for path in ("/register", "/forgot", "/login", "/password?token=x"):
            both(422, forms.post(path, {"email": "no address", "password": ""}))
            both(415, post(path, {}))
            both(403, Request("POST", path, b"", forms.FORM | forms.PERSON | {"Sec-Fetch-Site": "cross-site"}))
        both(404, forms.post("/password?token=x", {"password": "twelve or more"}))


@pytest.mark.parametrize("database", SERVED)
def test_people_are_answered_alike(database: str) -> None:
    require(database)
    with ExitStack() as stack:
        both = Both(stack, database)
        both(303, forms.post("/register", {"email": "Ada@Example.com"}))
        links = both.links(1)
        both(200, *map(forms.get, links))
        both(422, *(forms.post(path, {"password": "short"}) for path in links))
        both(303, *(forms.post(path, ADA) for path in links))
        both(404, *(forms.post(path, ADA) for path in links))
        both(200, forms.get("/login"))
        both(422, forms.post("/login", ADA | {"password": "<wrong>"}))
        assert both(303, forms.post("/login?next=/tags/new", ADA)).headers["location"] == "/tags/new"
        both(200, forms.get("/tags/new"))
        both(303, forms.post("/tags/new", {"name": "One"}))
        both(201, post("/api/tags", {"name": "Two"}))
        both(403, Request("DELETE", "/api/tags/2", None, {"Sec-Fetch-Site": "same-site"}))
        both(204, delete("/api/tags/2"))
        both(200, forms.get("/account"))

        both(303, forms.post("/login", ADA), others=True)
        both(200, forms.get("/account"))
        both(422, forms.post("/account/password", {"current": "wrong", "password": "another password"}))
        both(303, forms.post("/account/password", {"current": ADA["password"], "password": "another password"}))
        both(303, forms.get("/account"), others=True)
        both(200, forms.get("/account"))
        both(303, forms.post("/forgot", ADA), others=True)
        both(303, *(forms.post(path, ADA) for path in both.links(2)), others=True)
        both(303, forms.get("/account"))
        both(303, forms.post("/login", ADA))
        both(422, forms.post("/account/delete", {"current": "wrong"}))
        both(303, forms.post("/account/delete", {"current": ADA["password"]}))
        both(303, forms.get("/account"))


def test_the_documents_say_who_may_write() -> None:
    with pair("blog", *ACCOUNTS, TRUSTED_HOPS="1") as apps:
        one, other = (json.loads(answer.body) for answer in apps.ask(Request("GET", "/openapi.json")))

    def told(document: dict[str, Any]) -> dict[str, tuple[list[str], object]]:
        operations = [(path, *one) for path, methods in document["paths"].items() for one in methods.items()]
        return {f"{method} {path}": (sorted(one["responses"]), one.get("security")) for path, method, one in operations}

    assert told(one) == told(other)
    for document in (one, other):
        scheme = {"session": {"type": "apiKey", "in": "cookie", "name": "session"}}
        assert document["components"]["securitySchemes"] == scheme
    for name, (codes, security) in told(one).items():
        is_safe = name.startswith("get ")
        assert ("401" in codes, security) == (not is_safe, None if is_safe else [{"session": []}]), name


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_who_is_known_is_not_told_by_the_time(framework: str) -> None:
    with mailbox() as box, app(framework, "blog", *ACCOUNTS, TRUSTED_HOPS="1", MAIL_URL=box.url) as started:
        visitor = Visitor(started, box)
        visitor.ask(forms.post("/register", ADA))
        visitor.ask(forms.post(visitor.linked(1), ADA))
        times: dict[str, list[float]] = {"ada": [], "eve": []}
        for _ in range(8):
            for name, found in times.items():
                begun = time.perf_counter()
                answer = visitor.ask(forms.post("/login", {"email": f"{name}@example.com", "password": "wrong"}))
                found.append(time.perf_counter() - begun)
                assert answer.status == 422
        known, unknown = (statistics.median(found) for found in times.values())

    assert 0.6 < known / unknown < 1.6, (known, unknown)


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_session_is_secure_behind_a_proxy_and_no_longer_than_its_log_in(framework: str) -> None:
    with mailbox() as box, app(framework, "blog", *ACCOUNTS, TRUSTED_HOPS="1", MAIL_URL=box.url) as started:
        visitor = Visitor(started, box)
        visitor.ask(forms.post("/register", ADA))
        visitor.ask(forms.post(visitor.linked(1), ADA))
        answer = visitor.ask(forms.post("/login", ADA))
        copied = dict(visitor.jar)
        for line in answer.headers["set-cookie"].lower().split("\n"):
            assert {"secure", "httponly", "samesite=lax"} <= {part.strip() for part in line.split(";")}
        visitor.ask(forms.post("/logout", {}))
        visitor.jar = copied

        assert visitor.ask(forms.get("/account")).status == 303


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_accounts_come_to_a_project_and_leave_it_with_their_migrations(framework: str, tmp_path: Path) -> None:
    folder = tmp_path / "app"
    made = project(framework, "blog", *ALL)
    shutil.copytree(made, folder, ignore=shutil.ignore_patterns(".venv", "node_modules", "*.db*", "__pycache__"))
    link(framework, folder, installed(framework))
    env = {"PORT": str(free_port())}
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "Mine")):
        identity = ("-c", "user.name=Owner", "-c", "user.email=owner@example.com")
        subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)
    run(*UPGRADE[framework], cwd=folder, env=env)
    migrations = set((folder / "migrations").rglob("*"))

    said = run(sys.executable, "-m", "scaffold", "set", "accounts=on", cwd=folder).stdout
    added = set((folder / "migrations").rglob("*")) - migrations
    run(*UPGRADE[framework], cwd=folder, env=env)
    run(*CHECK[framework], cwd=folder, env=env)
    run(*TESTS[framework], cwd=folder, env=env)
    assert any("accounts" in path.read_text() for path in added if path.is_file()), said

    run(sys.executable, "-m", "scaffold", "set", "accounts=off", cwd=folder)
    run(*UPGRADE[framework], cwd=folder, env=env)
    run(*CHECK[framework], cwd=folder, env=env)
    away = {"migrations", ".venv", "node_modules", ".git", "__pycache__"}
    left = [path.relative_to(folder) for path in folder.rglob("*account*") if path.is_file()]
    assert not [path for path in left if not away & {*path.parts}]
