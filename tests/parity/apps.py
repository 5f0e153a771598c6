"""Renders projects and runs them as real processes in production mode."""

import os
import signal
import subprocess
import sys
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
from parity.exchange import Answer, Request, ask, differences, get
from parity.machine import DATABASES, FRAMEWORKS, ROOT, create, drop, environment, link, packages, run
from parity.servers import free_port

RECIPES = {
    "every-type": Path(__file__).parent / "recipes" / "every-type.yml",
    "memory": Path(__file__).parent / "recipes" / "memory.yml",
    "whole": Path(__file__).parent / "recipes" / "whole.yml",
    "long-names": ROOT / "examples" / "long-names" / "answers.yml",
}
UPGRADE = {
    "flask": (".venv/bin/flask", "--app", "wsgi", "db", "upgrade"),
    "express": ("npm", "run", "--silent", "db:upgrade"),
}
TOKEN = "token-of-the-tests-0123456789"
STARTS = count(1)
SERVE = {"flask": (".venv/bin/gunicorn",), "express": ("node", "src/server.ts")}


@cache
def project(framework: str, database: str, recipe: str) -> Path:
    """Render a project, with its packages installed; rendered once per run of the tests."""
    made = rendered(framework, database, recipe)
    link(framework, made, installed(framework))
    return made


@cache
def installed(framework: str) -> Path:
    return packages(framework, [rendered(framework, database, "whole") for database in DATABASES])


@cache
def rendered(framework: str, database: str, recipe: str) -> Path:
    parent = Path(mkdtemp(prefix="scaffold-parity-"))
    run(
        *(sys.executable, "-m", "scaffold", "new", "app", "--no-git", "--yes"),
        *("--framework", framework, "--database", database),
        *("--recipe", RECIPES.get(recipe, recipe)),
        cwd=parent,
    )
    return parent / "app"


@dataclass(frozen=True)
class App:
    framework: str
    port: int
    process: subprocess.Popen[bytes]
    log: Path


@dataclass(frozen=True)
class Pair:
    flask: App
    express: App

    def ask(self, request: Request) -> tuple[Answer, Answer]:
        return ask(self.flask.port, request), ask(self.express.port, request)

    def differences(self, request: Request) -> str | None:
        return differences(request, *self.ask(request))


@contextmanager
def pair(database: str, recipe: str, **settings: str) -> Iterator[Pair]:
    """Both apps of the same answers and settings, each on an empty database of its own."""
    with ExitStack() as stack:
        apps = {name: stack.enter_context(app(name, database, recipe, **settings)) for name in FRAMEWORKS}
        yield Pair(**apps)


@contextmanager
def app(framework: str, database: str, recipe: str, **settings: str) -> Iterator[App]:
    """One app in production mode on an empty, migrated database. It must stop with exit code 0 when told to."""
    folder = project(framework, database, recipe)
    name = f"scaffold_{os.getpid()}_{next(STARTS)}_{recipe}_{framework}".replace("-", "_")
    env = {
        "APP_ENV": "production",
        "DATABASE_URL": create(database, name, Path(mkdtemp(prefix="scaffold-db-"))),
        "HOST": "127.0.0.1",
        "PORT": str(free_port()),
        # Why: tests send more requests than one client may.
        "RATE_LIMIT": "0",
        "METRICS_TOKEN": TOKEN,
    } | settings
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


def _wait(started: App, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end and started.process.poll() is None:
        try:
            if ask(started.port, get("/readyz"), timeout=5).status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
    pytest.fail(f"{started.framework} did not start:\n{started.log.read_text()[-3000:]}", pytrace=False)
