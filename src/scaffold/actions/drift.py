"""Compares a project with its twin: their answers, their contract, what their tests promise."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scaffold.core import documents, sentences
from scaffold.core.answers import FRAMEWORK, RESOURCES, TWIN
from scaffold.core.names import version
from scaffold.core.problem import Problem
from scaffold.core.result import Result, Section
from scaffold.outside import commands, tools

from . import agreement, project
from .migrations.made import PACKAGES
from .project import Project

CONTRACT = "openapi.json"
TESTS = {"flask": ("test_", ".py", sentences.flask), "express": ("", ".test.ts", sentences.express)}


@dataclass(frozen=True)
class Difference:
    """One thing in which two projects differ."""

    what: str
    why: str


def check(folders: tuple[Path, ...]) -> Result:
    """Tells whether the two projects of a pair still match; exit 1 when they do not. Raises Problem."""
    one, other = _pair(folders)
    found = list(between(one, other))
    printing = [opened for opened in (one, other) if _command(opened)]
    missing = [
        f"`{' '.join(tools.INSTALLERS[opened.framework])}` in {opened.name}"
        for opened in printing
        if not (opened.folder / PACKAGES[opened.framework]).is_dir()
    ]
    asked = len(printing) == len(PACKAGES) and not missing
    if asked:
        found += _documents(one, other)
    contract = ", contract" * (asked or _has_contract(one))
    return Result(
        command="check",
        # Why told: whoever reads "match" must know what was not asked.
        warnings=(
            f"The API documents were not compared, as both must be installed to print them: {', '.join(missing)}",
        )
        * bool(missing),
        headline=f"{one.name} and {other.name} match: answers, test sentences{contract}"
        if not found
        else f"{one.name} and {other.name} differ in {len(found)} thing{'s' * (len(found) > 1)}",
        listing=(Section("", tuple(f"{one.what:<10} {one.why}" for one in found)),) if found else (),
        data={
            "projects": [str(one.folder), str(other.folder)],
            "differences": [{"what": one.what, "why": one.why} for one in found],
        },
        exit=int(bool(found)),
    )


def _pair(folders: tuple[Path, ...]) -> tuple[Project, Project]:
    places = [place for folder in folders or (None,) for place in project.find(folder)]
    opened = [project.read(place) for place in places]
    if len(opened) == 1 and (twin := project.twin(opened[0])):
        opened.append(project.read(twin))
    if len(opened) != 2:
        raise Problem(
            code="no-twin",
            what=f"`{opened[0].name}` has no twin here" if len(opened) == 1 else "more than two projects are given",
            why="two projects are compared, one of each framework",
            fix="name both folders, or make the twin: `scaffold twin ../FOLDER`",
        )
    if opened[0].framework == opened[1].framework:
        raise project.same_framework([one.folder for one in opened], opened[0].framework)
    flask_first = sorted(opened, key=lambda one: project.PAIR.index(one.framework))
    return flask_first[0], flask_first[1]


def between(one: Project, other: Project) -> Iterator[Difference]:
    """Yields what differs between two projects; what it says is theirs comes in their order."""
    if one.version != other.version:
        versions = f"{version(one.version)} and {version(other.version, one.version)}"
        yield Difference("templates", f"{versions}: `scaffold update` both")
    yield from _answers(one, other)
    for opened in (one, other):
        yield from (
            Difference("code", f"{opened.name}: {each.what}; {'; '.join(each.fixes)}")
            for each in agreement.disagreements(opened)
        )
    yield from _contract(one, other)
    yield from _sentences(one, other)


def _answers(one: Project, other: Project) -> Iterator[Difference]:
    mine, theirs = dict(one.answers), dict(other.answers)
    for key in sorted({*mine, *theirs} - {FRAMEWORK, TWIN, RESOURCES}):
        if mine.get(key) != theirs.get(key):
            yield Difference("answer", f"`{key}` is `{mine.get(key)}` and `{theirs.get(key)}`")
    lines, others = (set(answers.get(RESOURCES) or ()) for answers in (mine, theirs))
    for line in sorted(lines ^ others):
        yield Difference("resource", f"only in {(one if line in lines else other).name}: `{line}`")


def _contract(one: Project, other: Project) -> Iterator[Difference]:
    """Of templates before 0.4, which kept the API document as a file."""
    has = [_has_contract(opened) for opened in (one, other)]
    if any(has) and not all(has):
        yield Difference("contract", f"{(other if has[0] else one).name} has no `{CONTRACT}`")
    elif all(has) and len({_read(opened.folder / CONTRACT) for opened in (one, other)}) > 1:
        files = " ".join(os.path.relpath(opened.folder / CONTRACT) for opened in (one, other))
        yield Difference("contract", f"`{CONTRACT}` differs: `diff {files}`")


def _command(opened: Project) -> tuple[str, ...]:
    """What prints the API document that a project makes from its code; empty where it makes none."""
    return tools.of(opened.framework, opened.folder).run["document"]


def _documents(one: Project, other: Project) -> Iterator[Difference]:
    read = []
    for opened in (one, other):
        outcome = commands.run(opened.folder, *_command(opened), seconds=60, apart=True)
        document = _json(outcome.out) if outcome.done else None
        if isinstance(document, dict):
            read.append(document)
        else:
            why = f"{opened.name}: `{' '.join(_command(opened))}` prints no document: {outcome.said}"
            yield Difference("contract", why)
    if len(read) < len(PACKAGES):
        return
    try:
        found = documents.differences(*read)
    except (AttributeError, KeyError, TypeError) as error:
        found = [f"one of the documents is not of OpenAPI 3.1: {error!r}"]
    for line in found:
        yield Difference("contract", line.replace("the first", one.name, 1).replace("the second", other.name, 1))


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _has_contract(opened: Project) -> bool:
    return (opened.folder / CONTRACT).is_file()


def _read(path: Path) -> str | None:
    try:
        # Why: a checkout may have turned the ends of lines.
        return path.read_text("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return None


def _sentences(one: Project, other: Project) -> Iterator[Difference]:
    spoken, answered = _spoken(one), _spoken(other)
    for name in sorted({*spoken, *answered}):
        mine, theirs = spoken.get(name), answered.get(name)
        if mine is None or theirs is None:
            yield Difference("tests", f"only {(other if mine is None else one).name} has tests of `{name}`")
            continue
        for sentence in sorted(set(mine) ^ set(theirs)):
            yield Difference("test", f"{name}: only {(one if sentence in mine else other).name} says “{sentence}”")


def _spoken(opened: Project) -> Mapping[str, tuple[str, ...]]:
    """The sentences of each test file, by what it tests: `posts`, `features/line-items`."""
    start, end, read = TESTS[opened.framework]
    tests = opened.folder / "tests"

    def about(path: Path) -> str:
        # Why both signs: Flask's `test_tags_pages.py` is Express's `tags.pages.test.ts`.
        name = re.sub(r"[_.]", "-", path.name.removeprefix(start).removesuffix(end))
        return path.relative_to(tests).with_name(name).as_posix()

    return {about(path): read(_read(path) or "") for path in tests.rglob(f"{start}*{end}")}
