"""Brings projects to newer templates, with the answers that they have."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from scaffold.core.result import Result, Section

from . import catalogue, change, project, several
from .change import How, Target
from .project import Project


def update(folders: Sequence[Path], to: str | None, both: bool | None, how: How) -> Result:
    """Changes each project to the newest templates, or to one version of them.

    Raises Problem or Problems for one project, or pair; of several, one that fails does not stop the others.
    """
    if len(folders) < 2:
        return _one(folders[0] if folders else None, to, both, how)
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    # Why processes: rendering keeps the processor busy.
    with ProcessPoolExecutor(min(len(folders), os.cpu_count() or 1)) as pool:
        results = list(pool.map(partial(_told, to=to, how=how), folders))
    return Result(
        command="update",
        headline=_headline(results, how),
        listing=(Section("", tuple(_lines(folders, results))),),
        data={"projects": [data for result in results for data in result.data["projects"]], "next": []},
        exit=max(result.exit for result in results),
    )


def _one(folder: Path | None, to: str | None, both: bool | None, how: How) -> Result:
    return change.run(lambda: list(_targets(folder, to, both)), how)


def _targets(folder: Path | None, to: str | None, both: bool | None) -> Iterator[tuple[Project, Target]]:
    for opened in project.together(folder, both):
        newer = catalogue.of(opened.source, to)
        yield opened, Target(newer, opened.answers, f"templates-{newer.version}")


def _told(folder: Path, to: str | None, how: How) -> Result:
    """The outcome for one of several projects; what went wrong with it is a part of that."""
    result = several.outcome(lambda: _one(folder, to, False, how))
    if not isinstance(result, Result):
        data = several.data(folder, result)
        return Result("update", several.told(result), data={"projects": [data]}, exit=max(one.exit for one in result))
    todo = [
        line for one, line in zip(result.data["projects"], result.headline.splitlines(), strict=True) if one["steps"]
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
