"""Runs the tests of a step on the sides that somebody follows, and tells those of the exercise from the others."""

from __future__ import annotations

import json
import os
import re
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from scaffold.actions import demo
from scaffold.actions.afterwards import OFFLINE
from scaffold.actions.demo import Tell
from scaffold.actions.project import NAMES
from scaffold.core.problem import OUTSIDE, Problem
from scaffold.core.result import Result, Section
from scaffold.core.workshop import Step
from scaffold.outside.live import groups, programs
from scaffold.outside.tools import BIN
from scaffold.outside.workshop.repository import Room

from . import walk
from .pages import wrapped

REPORT = ".scaffold-tests.xml"
# What pytest says about its own words.
NOISE = re.compile(r"Use -v |\+ +where ")
# Lines of what a test says, and tests of one side that are told.
SAID, SOME = 4, 6


@dataclass(frozen=True)
class Failed:
    """A test that failed, by its sentence, and what it says."""

    sentence: str
    said: str


@dataclass(frozen=True)
class Ran:
    """The tests of one side. `trouble` is why they did not run at all."""

    passed: tuple[str, ...]
    failed: tuple[Failed, ...]
    seconds: float
    trouble: str = ""

    def open(self, step: Step) -> list[str]:
        """The tests of the exercise that do not pass yet."""
        failed = {one.sentence for one in self.failed}
        return [test for test in step.tests if test in failed or test not in self.passed]

    def others(self, step: Step) -> list[Failed]:
        """Those that fail and are not of the exercise."""
        return [one for one in self.failed if one.sentence not in step.tests]

    @property
    def is_green(self) -> bool:
        """Whether all of them pass."""
        return bool(self.passed) and not self.failed and not self.trouble


def check(tell: Tell) -> Result:
    """Runs them. Exit 1 while something fails. Raises Problem when a side cannot be prepared."""
    room = walk.opened()
    step = walk.step_of(room)
    ran = run(room, tell)
    is_done = all(one.is_green for one in ran.values())
    after = ["scaffold workshop next"] if room.state.step < len(room.workshop.steps) else ["scaffold serve"]
    if not is_done:
        after = ["scaffold workshop hint"] * bool(step.hints) + ["scaffold workshop diff --mine"]
    return Result(
        command="workshop check",
        headline=f"Step {room.state.step} is done" if is_done else "",
        listing=tuple(_told(room, step, ran)),
        sections=(Section("Next:", tuple(after)),),
        data={
            "step": room.state.step,
            "sides": {
                side: {
                    "passed": len(one.passed),
                    "failed": [{"test": each.sentence, "said": each.said} for each in one.failed],
                    "open": one.open(step),
                    "trouble": one.trouble or None,
                    "seconds": round(one.seconds, 2),
                }
                for side, one in ran.items()
            },
        },
        exit=0 if is_done else 1,
    )


def _told(room: Room, step: Step, ran: Mapping[str, Ran]) -> Iterator[Section]:
    rows = tuple(f"{NAMES[side]:<8} {_sum(step, one)}" for side, one in ran.items())
    yield Section(f"Step {room.state.step} of {len(room.workshop.steps)}: {step.title}", rows)
    for side, one in ran.items():
        if one.trouble:
            yield Section(f"{NAMES[side]}: the tests did not run", tuple(wrapped(one.trouble, width=76)))
        for title, several in (
            ("the exercise waits for", [each for each in one.failed if each.sentence in step.tests]),
            ("broken meanwhile", one.others(step)),
        ):
            lines = [line for each in several[:SOME] for line in _one(each)]
            if len(several) > SOME:
                lines.append(f"and {len(several) - SOME} more")
            if lines:
                yield Section(f"{NAMES[side]}: {title}", tuple(lines))


def _one(failed: Failed) -> Iterator[str]:
    yield failed.sentence
    yield from (f"    {line[:72]}" for line in failed.said.splitlines()[:SAID])


def _sum(step: Step, one: Ran) -> str:
    if one.trouble:
        return "did not run"
    total = len(one.passed) + len(one.failed)
    own = len(step.tests) - len(one.open(step))
    exercise = f", {own} of {len(step.tests)} of the exercise" if step.tests else ""
    return f"{len(one.passed)} of {total} tests pass{exercise} ({one.seconds:.1f} s)"


def run(room: Room, tell: Tell) -> Mapping[str, Ran]:
    """The tests of all sides that somebody follows, at once. Whatever happens, nothing that was started is left."""
    if "express" in room.state.sides:
        demo.with_node()
    found: dict[str, Ran] = {}

    def work(side: str, started: groups.Groups, does: Tell) -> None:
        folder = room.top / side
        _refuse_gone(folder, room)
        if lacks(side, folder):
            does("installing")
            _install(side, folder, started)
        does("testing")
        found[side] = _tests(side, folder, started)

    demo.at_once(room.state.sides, work, tell)
    return {side: found[side] for side in room.state.sides}


def _refuse_gone(folder: Path, room: Room) -> None:
    first = "pyproject.toml" if folder.name == "flask" else "package.json"
    if not (folder / first).is_file():
        raise Problem(
            code="no-side",
            what=f"`{folder.name}/{first}` is not there",
            why="a folder or a file of the step was deleted or moved",
            fix=f"`scaffold workshop catch-up {room.state.step}` begins the step anew, and keeps what is here",
        )


def lacks(side: str, folder: Path) -> bool:
    """Whether a package is missing that the step needs. Why not what is too many: going back is then at once."""
    return bool(_wanted(side, folder) - _installed(side, folder))


def _wanted(side: str, folder: Path) -> set[str]:
    try:
        if side == "express":
            told = json.loads((folder / "package.json").read_text("utf-8"))
            return {name for key in ("dependencies", "devDependencies") for name in told.get(key, {})}
        found = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
        several = [*found["project"]["dependencies"], *found.get("dependency-groups", {}).get("dev", [])]
        return {_plain(re.split(r"[^\w.-]", name)[0]) for name in several}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {"what its first file names"}


def _installed(side: str, folder: Path) -> set[str]:
    if side == "express":
        place = folder / "node_modules"
        return {
            one.parent.relative_to(place).as_posix() for pattern in ("*", "@*/*") for one in _manifests(place, pattern)
        }
    there = [
        *folder.glob(".venv/lib/python*/site-packages/*.dist-info"),
        *folder.glob(".venv/Lib/site-packages/*.dist-info"),
    ]
    return {_plain(one.name.partition("-")[0]) for one in there}


def _manifests(place: Path, pattern: str) -> Iterator[Path]:
    return place.glob(f"{pattern}/package.json")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _install(side: str, folder: Path, started: groups.Groups) -> None:
    cached, fetched = demo.INSTALL[side]
    ended = started.run(folder, cached, demo.QUIET)
    if not ended.done and not os.environ.get(OFFLINE):
        ended = started.run(folder, fetched, demo.QUIET)
    if not ended.done:
        raise Problem(
            code="not-installed",
            what=f"the packages of the {NAMES[side]} side cannot be installed",
            why=ended.said,
            fix=f"{programs.install(side, folder)}\nThen run the same command again.",
            exit=OUTSIDE,
        )


def _tests(side: str, folder: Path, started: groups.Groups) -> Ran:
    report = folder / REPORT
    report.unlink(missing_ok=True)
    begun = time.monotonic()
    ended = started.run(folder, _words(side, folder), {"NO_COLOR": "1", "FORCE_COLOR": "0"})
    seconds = time.monotonic() - begun
    try:
        tree = ElementTree.parse(report).getroot()  # noqa: S314
    except (OSError, ElementTree.ParseError):
        return Ran((), (), seconds, ended.said)
    finally:
        report.unlink(missing_ok=True)
    passed, failed = [], []
    for case in tree.iter("testcase"):
        sentence = _sentence(case.get("name", ""))
        wrong = next((one for one in case if one.tag in ("failure", "error")), None)
        if wrong is not None:
            failed.append(Failed(sentence, _said(wrong)))
        elif case.find("skipped") is None:
            passed.append(sentence)
    return Ran(tuple(passed), tuple(failed), seconds, "" if passed or failed else ended.said)


def _words(side: str, folder: Path) -> tuple[str, ...]:
    if side == "flask":
        return (f"{BIN}/pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={REPORT}")
    report = ("--test-reporter=junit", f"--test-reporter-destination={REPORT}")
    own = ("--env-file-if-exists=.env", "--test", "--test-isolation=none", "--test-timeout=10000")
    return (programs.node(folder), *own, *report, "tests/**/*.test.ts")


def _sentence(name: str) -> str:
    """`test_says_that_it_lives` as it is said on the other side, too."""
    return name.partition("[")[0].removeprefix("test_").replace("_", " ") if name.startswith("test_") else name


def _said(wrong: ElementTree.Element) -> str:
    """What a test says: the lines that pytest marks with `E`, or the message."""
    text = "".join(wrong.itertext())
    marked = [line[1:].strip() for line in text.splitlines() if line.startswith("E ")]
    told: Sequence[str] = marked or [line.strip() for line in wrong.get("message", text).splitlines()]
    return "\n".join(line for line in told if line and not NOISE.match(line))[:600]
