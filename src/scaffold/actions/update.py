"""Brings projects to newer templates, with the answers that they have."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from scaffold.core.problem import Problem
from scaffold.core.result import Result, Section

from . import agreement, catalogue, change, project, repair, request, several
from .change import How, Target
from .project import Project

REPAIR, REQUEST = "repair", "request"


def update(folders: Sequence[Path], to: str | None, both: bool | None, how: How, *, way: str = "") -> Result:
    """Changes each project to the newest templates, or to one version of them.

    Another `way`: `repair` with those it has, or a `request` to merge on a branch.

    Raises Problem or Problems for one project, or pair; of several, one that fails does not stop the others.
    """
    if len(folders) < 2:
        return _one(folders[0] if folders else None, to, both, how, way)
    if way == REQUEST:
        raise Problem(
            code="request-of-several",
            what=f"{len(folders)} projects are given, and `--pr` is for one",
            why="what it prints is the text of one request",
            fix="run it in each of them. Nothing was changed.",
        )
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    # Why processes: rendering keeps the processor busy.
    with ProcessPoolExecutor(min(len(folders), os.cpu_count() or 1)) as pool:
        results = list(pool.map(partial(_told, to=to, how=how, way=way), folders))
    return Result(
        command="update",
        headline=_headline(results, how),
        listing=(Section("", tuple(_lines(folders, results))),),
        data={"projects": [data for result in results for data in result.data["projects"]], "next": []},
        exit=max(result.exit for result in results),
    )


def _one(folder: Path | None, to: str | None, both: bool | None, how: How, way: str) -> Result:
    if way == REPAIR:
        return repair.run(folder, both, how)
    targets: list[tuple[Project, Target]] = []

    def read() -> list[tuple[Project, Target]]:
        targets[:] = _targets(folder, to, both)
        return targets

    make = request.run if way == REQUEST and not how.looks else change.run
    return _with_disagreements(make(read, how), [opened for opened, _ in targets])


def _with_disagreements(result: Result, projects: Sequence[Project]) -> Result:
    """Says where code and answers disagree: such a project is not up to date, whatever its version is."""
    found = [agreement.disagreements(opened) for opened in projects]
    if not any(found):
        return result
    told = (agreement.warning(opened, disagreeing) for opened, disagreeing in zip(projects, found, strict=True))
    result = replace(result, warnings=(*result.warnings, *filter(None, told)))
    # Why no more: a request tells of those that it changes, in one line.
    if "body" in result.data:
        return result
    lines = [
        agreement.headline(opened) if disagreeing and not one["steps"] else line
        for opened, disagreeing, one, line in zip(
            projects, found, result.data["projects"], result.headline.splitlines(), strict=True
        )
    ]
    data = [
        {**one, "disagreements": [each.data for each in disagreeing]}
        for one, disagreeing in zip(result.data["projects"], found, strict=True)
    ]
    return replace(
        result,
        headline="\n".join(lines),
        data={**result.data, "projects": data},
    )


def _targets(folder: Path | None, to: str | None, both: bool | None) -> Iterator[tuple[Project, Target]]:
    for opened in project.together(folder, both):
        newer = catalogue.of(opened.source, to)
        yield opened, Target(newer, opened.answers, f"templates-{newer.version}")


def _told(folder: Path, to: str | None, how: How, way: str) -> Result:
    """The outcome for one of several projects; what went wrong with it is a part of that."""
    result = several.outcome(lambda: _one(folder, to, False, how, way))
    if not isinstance(result, Result):
        data = several.data(folder, result)
        return Result("update", several.told(result), data={"projects": [data]}, exit=max(one.exit for one in result))
    todo = [
        line
        for one, line in zip(result.data["projects"], result.headline.splitlines(), strict=True)
        if one["steps"] or one.get("disagreements")
    ]
    return replace(result, headline="; ".join(line.partition(": ")[2] for line in todo) or "up to date")


def _headline(results: Sequence[Result], how: How) -> str:
    every = [data for result in results for data in result.data["projects"]]
    failed = sum("problems" in data for data in every)
    todo = sum(bool(data.get("steps")) for data in every)
    conflicts = sum(bool(data.get("conflicts")) for data in every)
    words = [
        f"{todo} to change" if how.looks else f"{todo} changed",
        *([f"{conflicts} with conflicts"] if conflicts else []),
        f"{len(every) - todo - failed} up to date",
        *([f"{failed} failed"] if failed else []),
    ]
    return f"{len(every)} projects: {', '.join(words)}" + ". Nothing was changed." * how.looks


def _lines(folders: Sequence[Path], results: Sequence[Result]) -> Iterator[str]:
    width = max(len(str(folder)) for folder in folders)
    for folder, result in zip(folders, results, strict=True):
        yield f"{folder!s:<{width}}  {result.headline}"
