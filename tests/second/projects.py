"""Renders projects of the second edition and runs them as real processes in production mode.

Why here only: when `next/` becomes `templates/`, this file changes and no other of this folder.
"""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import pytest
import yaml
from conftest import command
from parity.exchange import Answer, Request, ask, get
from parity.machine import FRAMEWORKS, ROOT, create, drop, environment, link, packages, run
from parity.servers import free_port

TEMPLATES = ROOT / "next"
FILES = {
    "every-type": ROOT / "tests" / "parity" / "recipes" / "every-type.yml",
    "long-names": ROOT / "examples" / "long-names" / "answers.yml",
}
# Every recipe; hello is the one without a database.
RECIPES = ("hello", "bare", "starter", "blog", "shop", "every-type", "long-names")
QUESTIONS = yaml.safe_load((TEMPLATES / "questions" / "20-features.yml").read_text())
FEATURES = tuple(QUESTIONS["features"]["choices"].values())
LIMITERS = tuple(QUESTIONS["limiter"]["choices"].values())
ALL = tuple(word for name in FEATURES for word in ("--with", name))
NONE = tuple(word for name in FEATURES for word in ("--without", name))
# Every feature, and a rate limit.
WHOLE = (*ALL, "--limiter", "memory")

UPGRADE = {
    "flask": (".venv/bin/flask", "db", "upgrade"),
    "express": ("npm", "run", "--silent", "migration:up"),
}
SERVE = {"flask": (".venv/bin/gunicorn",), "express": ("node", "src/server.ts")}
TOKEN = "token-of-the-tests-0123456789"
STARTS = count(1)


@cache
def project(framework: str, recipe: str, *words: str, database: str = "sqlite") -> Path:
    """A project with its packages; `words` are more flags of `scaffold new`. Rendered once per run of the tests."""
    made = rendered(framework, recipe, *words, database=database)
    link(framework, made, installed(framework))
    return made


@cache
def installed(framework: str) -> Path:
    """The packages of all projects, of each database and each limiter."""
    every = [("postgresql", "memory"), ("mysql", "memory"), ("sqlite", "redis")]
    return packages(
        framework, [rendered(framework, "blog", *ALL, "--limiter", name, database=database) for database, name in every]
    )


@cache
def rendered(framework: str, recipe: str, *words: str, database: str = "sqlite") -> Path:
    """A project without its packages. `hello` has no database, whatever `database` says."""
    parent = Path(mkdtemp(prefix="scaffold-second-"))
    chosen = () if recipe == "hello" else ("--database", database)
    given = ("--framework", framework, "--recipe", str(FILES.get(recipe, recipe)), *chosen, *words)
    run(*command(TEMPLATES, "new", "app", "--no-git", "--yes", *given), cwd=parent)
    return parent / "app"


@dataclass(frozen=True)
class App:
    framework: str
    port: int
    process: "subprocess.Popen[bytes]"
    log: Path

    def ask(self, request: Request) -> Answer:
        return ask(self.port, request)


@dataclass(frozen=True)
class Pair:
    flask: App
    express: App

    @property
    def both(self) -> tuple[App, App]:
        return self.flask, self.express

    def ask(self, request: Request) -> tuple[Answer, Answer]:
        return self.flask.ask(request), self.express.ask(request)


@contextmanager
def pair(recipe: str, *words: str, database: str = "sqlite", **settings: str) -> Iterator[Pair]:
    """Both apps of the same answers and settings, each on an empty database of its own."""
    with ExitStack() as stack:
        apps = [stack.enter_context(app(name, recipe, *words, database=database, **settings)) for name in FRAMEWORKS]
        yield Pair(*apps)


@contextmanager
def app(framework: str, recipe: str, *words: str, database: str = "sqlite", **settings: str) -> Iterator[App]:
    """One app in production mode on an empty, migrated database. It must stop with exit code 0 when told to."""
    folder = project(framework, recipe, *words, database=database)
    name = f"second_{os.getpid()}_{next(STARTS)}_{framework}"
    url = settings.pop("DATABASE_URL", "") or create(database, name, Path(mkdtemp(prefix="scaffold-db-")))
    env = production(url) | settings
    run(*UPGRADE[framework], cwd=folder, env=env)
    log = folder.parent / f"{name}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            SERVE[framework],
            cwd=folder,
            env=environment() | env,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    started = App(framework, int(env["PORT"]), process, log)
    try:
        _wait(started)
        yield started
        process.terminate()
        assert process.wait(timeout=30) == 0, f"{framework} did not stop cleanly:\n{log.read_text()[-3000:]}"
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        drop(database, name)


def production(url: str) -> dict[str, str]:
    """The settings of a start in production, of both frameworks and all features."""
    return {
        "APP_ENV": "production",
        "NODE_ENV": "production",
        "SECRET_KEY": "secret-of-the-tests-0123456789",
        "DATABASE_URL": url,
        "HOST": "127.0.0.1",
        "PORT": str(free_port()),
        # Why: tests send more requests than one client may.
        "RATE_LIMIT": "1000000",
        "METRICS_TOKEN": TOKEN,
    }


def _wait(started: App, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and started.process.poll() is None:
        try:
            if ask(started.port, get("/readyz"), timeout=5).status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
    pytest.fail(f"{started.framework} did not start:\n{started.log.read_text()[-3000:]}", pytrace=False)
