"""What is said of the mistakes that can be planted: each breaks what it says, and is caught by what it says."""

import json
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from parity.machine import FRAMEWORKS, create, environment, link, run
from parity.projects import UPGRADE, WHOLE, installed, rendered

from scaffold.actions import catalogue, mistakes, project
from scaffold.actions.serve import mistakes as firing
from scaffold.core.concepts import Request
from scaffold.core.mistakes import CATCHERS, NOTHING, Mistake
from scaffold.outside.live import development
from scaffold.outside.live.apps import free_port
from scaffold.outside.merge import planted
from scaffold.outside.mistakes import read

KNOWN = read(catalogue.newest().tree)
MADE = [(one, side) for one in KNOWN for side in FRAMEWORKS if side in one.sides]
Programs = dict[str, tuple[str, ...]]
LINTERS: Programs = {
    "flask": (".venv/bin/ruff", "check", "."),
    "express": ("node_modules/.bin/biome", "check", "--error-on-warnings"),
}
TYPES: Programs = {"flask": (".venv/bin/mypy", "."), "express": ("node_modules/.bin/tsc",)}
TESTS: Programs = {
    "flask": (".venv/bin/pytest", "-q", "-p", "no:cacheprovider"),
    "express": ("node", "--test", "--test-isolation=none", "--test-timeout=4000", "tests/**/*.test.ts"),
}


PROGRAMS = dict(zip(CATCHERS, (LINTERS, TYPES, TESTS), strict=True))


@cache
def side(framework: str) -> mistakes.Side:
    """A project of the blog that is installed, and has a database in which rows are."""
    folder = rendered(framework, "blog", *WHOLE)
    link(framework, folder, installed(framework))
    url = create("sqlite", "mistakes", folder.parent)
    ports = f"PORT={free_port()}\nFLASK_RUN_PORT={free_port()}\n"
    (folder / ".env").write_text(f"DATABASE_URL={url}\n{ports}CORS_ORIGINS=https://pages.example\n", "utf-8")
    run(*UPGRADE[framework], cwd=folder)
    return mistakes.Side(project.read(folder))


@contextmanager
def made(one: Mistake, framework: str) -> Iterator[Path]:
    """The mistake is planted meanwhile; afterwards all files are as before, byte by byte."""
    place = side(framework)
    folder = place.opened.folder
    before = {path: path.read_bytes() for path in sources(folder)}
    mistakes.plant([place], one.name, framework)
    try:
        record = planted.standing(folder)
        assert record
        assert record.name == one.name
        yield folder
    finally:
        mistakes.back([place], framework)
    assert {path: path.read_bytes() for path in sources(folder)} == before
    assert not planted.standing(folder)


def sources(folder: Path) -> list[Path]:
    found = [path for name in ("app", "src", "tests") for path in folder.glob(f"{name}/**/*")]
    return [path for path in found if path.suffix in (".py", ".ts")]


@contextmanager
def running(framework: str, folder: Path) -> Iterator[tuple[development.Running, list[str]]]:
    """The app in development, as the cockpit runs it, and what it says."""
    said: list[str] = []
    place = development.side(framework, folder)
    process = development.Running(place, development.begin(place))
    listener = threading.Thread(target=process.listen, args=(lambda _, line: said.append(line), threading.Event()))
    listener.start()
    try:
        yield process, said
    finally:
        development.end([process.process])
        listener.join()
        if process.process.stdout:
            process.process.stdout.close()


def answers(running: development.Running, seconds: float = 40) -> bool:
    """Whether it answers at all; a side that ended does not."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and running.process.poll() is None:
        found: dict[str, Any] = {}
        firing._ask(running.side.port, Request("GET", "/readyz", {}, None, {}), found)
        if "status" in found:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.long
@pytest.mark.parametrize(("one", "framework"), MADE, ids=[f"{one.name}-{name}" for one, name in MADE])
def test_a_mistake_breaks_what_it_says(one: Mistake, framework: str) -> None:
    found = one.sides[framework]
    place = side(framework).place(one)
    assert place
    with made(one, framework) as folder, running(framework, folder) as (process, said):
        assert answers(process) == found.starts, said
        if not found.starts:
            return
        shown = firing.asked({framework: process.side.port}, one, place.resource)[framework]
        time.sleep(0.3)
    log = "\n".join(said)
    assert not one.shows or any(got["shown"] for got in shown) or found.seen[0].lacks, shown
    for wanted, got in zip(found.seen, shown, strict=True):
        told = f"{one.name}: {json.dumps({**got, 'whole': ''}, indent=1)}\n{log[-2000:]}"
        assert got.get("status") == wanted.status, told
        assert wanted.contains in got.get("whole", ""), told
        assert not wanted.lacks or wanted.lacks not in got["whole"], told
        assert wanted.log in log, told
        assert got["ms"] >= wanted.slow, told
        assert got.get("ended", False) == wanted.ends, told
        # Why: on the other side the same request is held up, and here it is not.
        assert wanted.slow or one.name != "blocking-call" or got["ms"] < 1000, told


@pytest.mark.long
@pytest.mark.parametrize(("one", "framework"), MADE, ids=[f"{one.name}-{name}" for one, name in MADE])
def test_a_mistake_is_caught_by_what_it_says(one: Mistake, framework: str) -> None:
    caught = one.sides[framework].caught
    with made(one, framework) as folder:
        for catcher, words in PROGRAMS.items():
            code, said = ended(words[framework], folder)
            assert bool(code) == (caught[catcher] != NOTHING), f"{one.name} {catcher}:\n{said[-3000:]}"
            if caught[catcher] != NOTHING:
                assert caught[catcher].partition(": ")[0] in said, f"{one.name} {catcher}:\n{said[-3000:]}"


def ended(words: tuple[str, ...], folder: Path) -> tuple[int, str]:
    """How a program ends, and what it says. One that never ends is ended, with all that it started."""
    around = {**environment(), "DATABASE_URL": "sqlite://", "CORS_ORIGINS": ""}
    with subprocess.Popen(
        words,
        cwd=folder,
        env=around,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            said, _ = process.communicate(timeout=90)
        except subprocess.TimeoutExpired:
            development.end([process])
            return 1, "never end"
        return process.returncode, said


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real Node is found first, as what starts an app in development looks for it."""
    monkeypatch.setenv("PATH", environment()["PATH"])
