"""Which tests a run has, how they share the machine, and what is said at the end.

`pytest` runs what a person wants before a commit, `pytest --whole` everything, `pytest --rest` what the first leaves
out; whoever names a folder or a file gets all of it. The reasons are in docs/decisions/0066-tests.md.
"""

from __future__ import annotations

import fcntl
import os
from collections import Counter
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

# Why a test is left out before a commit: its marker, and how that is said.
REASONS = {"server": "need a server or a browser", "long": "take long"}
# Where the files lie that take longest: they begin, so that no core waits for one of them in the end.
FIRST = ("afternoon", "parity", "cases", "pages", "concepts")
LEFT: pytest.StashKey[Counter[str]] = pytest.StashKey()
FOLDER: pytest.StashKey[TemporaryDirectory[str]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("scaffold")
    for name, told in {
        "quick": "run what a person wants before a commit: the default where nothing is named",
        "whole": "run every test: the default for what is named",
        "rest": "run what --quick leaves out",
    }.items():
        group.addoption(f"--{name}", dest="run", action="store_const", const=name, help=told)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """Decides what a run has; several workers where nothing is named, before xdist reads how many."""
    given = config.option
    given.run = given.run or ("whole" if named(config) else "quick")
    if hasattr(config, "workerinput") or named(config) or given.usepdb or given.collectonly:
        return
    if config.pluginmanager.hasplugin("xdist"):
        if given.numprocesses is None:
            # Why at most four: each has apps, and some a browser, of several hundred megabytes.
            given.numprocesses = min(4, len(os.sched_getaffinity(0)))
        if given.dist == "no" and given.numprocesses:
            # Why by file: what a file shares is made once. Why in its order: `FIRST`.
            given.dist, given.loadscopereorder = "loadfile", False


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEFT] = Counter()
    if not hasattr(config, "workerinput"):
        # Why in the environment: the workers inherit it.
        config.stash[FOLDER] = TemporaryDirectory(prefix="scaffold-run-")
        os.environ["SCAFFOLD_RUN"] = config.stash[FOLDER].name
    if config.option.run == "quick":
        # Why: a test that asks for a server unmarked is found on machines that have one, too.
        os.environ["SCAFFOLD_POSTGRESQL"] = "postgresql://nobody@127.0.0.1:1"
        os.environ["SCAFFOLD_MYSQL"] = "mysql://nobody@127.0.0.1:1"


def named(config: pytest.Config) -> bool:
    """Whether folders, files or tests were named."""
    return config.args_source is pytest.Config.ArgsSource.ARGS


def pytest_unconfigure(config: pytest.Config) -> None:
    if FOLDER in config.stash:
        config.stash[FOLDER].cleanup()


def reason(item: pytest.Item) -> str:
    """Why the test is left out before a commit, or nothing."""
    if "browser" in getattr(item, "fixturenames", ()):
        return "server"
    return next((name for name in REASONS if item.get_closest_marker(name)), "")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.option.run != "whole":
        why = {item: reason(item) for item in items}
        config.stash[LEFT].update(filter(None, why.values()))
        kept = [item for item in items if bool(why[item]) == (config.option.run == "rest")]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept
    if not named(config):
        items.sort(key=place)


def place(item: pytest.Item) -> tuple[bool, int]:
    """The order of a run; it is the same in all workers."""
    rooms = [FIRST.index(part) for part in item.path.parts if part in FIRST]
    return item.get_closest_marker("alone") is not None, min(rooms, default=len(FIRST))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    with turn(alone=item.get_closest_marker("alone") is not None):
        return (yield)


@contextmanager
def turn(*, alone: bool) -> Iterator[None]:
    """Tests of all workers run beside each other; one that is alone waits for the others, and they for it."""
    folder = Path(os.environ["SCAFFOLD_RUN"])
    with (folder / "door").open("w") as door, (folder / "room").open("w") as room:
        # Why a door: the others would take turns in the room, and never leave it empty.
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(room, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        fcntl.flock(door, fcntl.LOCK_UN)
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """On CI everything is there: what a test misses and is skipped for is a failure."""
    report = yield
    # Why not what is marked: it is of another system, such as Windows.
    missing = report.skipped and not hasattr(report, "wasxfail") and not item.get_closest_marker("skipif")
    if missing and os.environ.get("CI"):
        report.outcome = "failed"
    return report


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        left = session.config.stash[LEFT]
        session.config.workeroutput["left"] = dict(left)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    left: Counter[str] = Counter(getattr(node, "workeroutput", {}).get("left"))
    node.config.stash[LEFT] = left


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    left = config.stash[LEFT]
    if config.option.run == "quick" and left:
        told = ", ".join(f"{left[name]} that {words}" for name, words in REASONS.items() if left[name])
        terminalreporter.write_line(f"Left out: {told}. Run them too: pytest --whole")
