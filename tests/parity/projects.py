"""Renders projects and runs them as real processes in production mode."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import yaml
from fuzz import program
from parity.exchange import Answer, Request
from parity.machine import FRAMEWORKS, ROOT, create, drop, link, packages, run
from parity.processes import App, ready, start

from scaffold.outside.live.apps import free_port

TEMPLATES = ROOT / "templates"
FILES = {
    "every-type": ROOT / "tests" / "parity" / "recipes" / "every-type.yml",
    "every-rule": ROOT / "tests" / "parity" / "recipes" / "every-rule.yml",
    "odd-lines": ROOT / "tests" / "parity" / "recipes" / "odd-lines.yml",
    "pages": ROOT / "tests" / "parity" / "recipes" / "pages.yml",
    "long-names": ROOT / "examples" / "long-names" / "answers.yml",
}
# Every recipe; hello is the one without a database.
RECIPES = ("hello", "bare", "starter", "blog", "shop", "every-type", "every-rule", "long-names")
QUESTIONS = yaml.safe_load((TEMPLATES / "questions" / "20-features.yml").read_text())
FEATURES = tuple(QUESTIONS["features"]["choices"].values())
LIMITERS = tuple(QUESTIONS["limiter"]["choices"].values())
# Why without live updates: their stream has no end, for tests that read answers whole, and they have one process. `test_live` has them.
# Why without accounts: who writes has to be logged in then; that is asked on its own.
MANY = tuple(name for name in FEATURES if name not in ("realtime", "accounts"))
ALL = tuple(word for name in MANY for word in ("--with", name))
ACCOUNTS = (*ALL, "--with", "accounts")
NONE = tuple(word for name in FEATURES for word in ("--without", name))
# All of these features, and a rate limit.
WHOLE = (*ALL, "--limiter", "memory")
# The same without pages for people: what there is of Flask's and Express's guides is then its owner's own.
API = (*(word for name in MANY if name != "pages" for word in ("--with", name)), "--limiter", "memory")

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
        framework,
        [rendered(framework, "blog", *ACCOUNTS, "--limiter", name, database=database) for database, name in every],
    )


@cache
def rendered(framework: str, recipe: str, *words: str, database: str = "sqlite") -> Path:
    """A project without its packages. `hello` has no database, whatever `database` says."""
    parent = Path(mkdtemp(prefix="scaffold-parity-"))
    chosen = () if recipe == "hello" else ("--database", database)
    given = ("--framework", framework, "--recipe", str(FILES.get(recipe, recipe)), *chosen, *words)
    # Why in this process: one of its own takes half a second, and here a render a tenth.
    made = program.run(parent, "new", "app", "--no-git", "--yes", *given)
    assert made.code == 0, made.said
    return parent / "app"


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
    name = f"parity_{os.getpid()}_{next(STARTS)}_{framework}"
    url = settings.pop("DATABASE_URL", "") or create(database, name, Path(mkdtemp(prefix="scaffold-db-")))
    try:
        run(*UPGRADE[framework], cwd=folder, env=production(url))
        with begun(folder, url, **settings) as started:
            ready(started)
            yield started
            started.stop()
            assert started.stopped() == 0, f"{framework} did not stop cleanly\n{started.tail()}"
    finally:
        drop(database, name)


@contextmanager
def begun(folder: Path, url: str, **settings: str) -> Iterator[App]:
    """The app of a project as soon as its process runs. Whatever happens, none of its processes lives afterwards."""
    framework = "express" if (folder / "package.json").exists() else "flask"
    started = start(framework, SERVE[framework], folder, production(url) | settings)
    try:
        yield started
    finally:
        started.kill()


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
        "PUBLIC_URL": "http://parity.test",
        "MAIL_URL": "smtp://127.0.0.1:9",
        "MAIL_FROM": "app@parity.test",
    }
