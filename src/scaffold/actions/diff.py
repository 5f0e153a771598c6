"""Shows what people made of projects: how each differs from what its templates and answers give."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from scaffold.core.answers import FILE
from scaffold.core.names import shown, version
from scaffold.core.problem import Problem
from scaffold.core.result import Result, Section
from scaffold.outside import differences, tools
from scaffold.outside.differences import Difference, Two
from scaffold.outside.merge import disk
from scaffold.outside.merge.disk import Repository
from scaffold.outside.trees import File, Tree

from . import catalogue, change, migrations, project, several
from .project import Project

# Letters of a path in the table of several projects.
PATH = 60


@dataclass(frozen=True)
class Look:
    """How the differences are shown: as a patch, or how much; as data when they are not `shown`."""

    stat: bool = False
    fails: bool = False
    shown: bool = True
    coloured: bool = False


@dataclass(frozen=True)
class Compared:
    """A project: the files that differ, before and after. `problems` say why it could not be looked at."""

    folder: Path
    project: Project | None = None
    before: Tree = field(default_factory=dict)
    after: Tree = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def compare(folders: Sequence[Path]) -> tuple[Compared, ...]:
    """Finds what differs in each project, or pair.

    Raises Problem or Problems for one folder; of several, one that fails does not stop the others.
    """
    if len(folders) < 2:
        return _opened(folders[0] if folders else None)
    found: dict[Path, Compared] = {}
    for folder in folders:
        outcome = several.outcome(partial(_opened, folder))
        if isinstance(outcome[0], Problem):
            outcome = (Compared(folder.absolute(), problems=outcome),)
        found |= {one.folder: one for one in outcome}
    return tuple(found.values())


def _opened(folder: Path | None) -> tuple[Compared, ...]:
    return tuple(_compared(project.read(place)) for place in project.find(folder))


def _compared(opened: Project) -> Compared:
    known = catalogue.of(opened.source, opened.version)
    made = change.rendered(known, change.checked(known, opened.answers))
    there = disk.read(opened.folder, made)
    inside = disk.repository(opened.folder)
    # Why not these: commands and installers write them.
    never = {FILE, migrations.FIRST[opened.framework], tools.LOCKERS[opened.framework][1]}
    ours = {path: _as_made(file, made[path]) for path, file in there.files.items()}
    ours |= _others(opened.folder, inside, made)
    paths = {path for path in {*made, *ours} - never if made.get(path) != ours.get(path)}
    return Compared(
        opened.folder,
        opened,
        {path: file for path, file in made.items() if path in paths and path not in there.obstacles},
        {path: file for path, file in ours.items() if path in paths},
        tuple(filter(None, [opened.warning, *(f"`{path}`: {why}" for path, why in there.obstacles.items())])),
    )


def _as_made(file: File, made: File) -> File:
    """The file with the line ends that it was made with. Why: a checkout may have turned them."""
    turned = b"\r" not in made.content and b"\0" not in file.content
    return file._replace(content=file.content.replace(b"\r\n", b"\n")) if turned else file


def _others(folder: Path, inside: Repository | None, made: Tree) -> Tree:
    """What a person added, but for what git would not take either."""
    found = disk.others(folder, inside, made)
    if inside or ".gitignore" not in made:
        return found
    from pathspec import GitIgnoreSpec  # noqa: PLC0415

    left_out = GitIgnoreSpec.from_lines(made[".gitignore"].content.decode("utf-8", "replace").splitlines())
    return {path: file for path, file in found.items() if not left_out.match_file(path)}


def told(compared: Sequence[Compared], look: Look) -> Result:
    """The differences as they are looked at; exit 1 with `fails` when there are some. Raises Problem when git fails.

    Git writes what is shown itself, but for the table of several projects.
    """
    differing = [one for one in compared if one.before or one.after]
    if not differing:
        return _result(compared, {}, look)
    pairs = [Two(_name(one), one.before, one.after) for one in differing]
    with differences.between(pairs) as folder:
        files = {one.folder: differences.files(folder, n, pairs[n]) for n, one in enumerate(differing)}
        result = _result(compared, files, look)
        if look.stat and len(compared) > 1:
            return replace(result, listing=(Section("", tuple(_table(result.data["files"]))),))
        if look.shown:
            plain = () if look.coloured else ("--no-color",)
            differences.show(folder, len(pairs), "--stat" if look.stat else "--patch", *plain)
            return result
        patch = {} if look.stat else {"patch": differences.patch(folder, len(pairs))}
    return replace(result, data={**result.data, **patch})


def _name(one: Compared) -> str:
    return os.path.relpath(one.folder)


Files = Mapping[Path, Sequence[Difference]]


def _result(compared: Sequence[Compared], files: Files, look: Look) -> Result:
    failed = [one for one in compared if one.problems]
    return Result(
        command="diff",
        headline="" if files and len(compared) == 1 else _headline(compared, len(files), len(failed)),
        warnings=tuple(_warnings(compared)),
        data={
            "projects": [_data(one, files.get(one.folder, ())) for one in compared],
            "files": _most(files),
        },
        exit=max([int(bool(files)) * look.fails, *(problem.exit for one in failed for problem in one.problems)]),
    )


def _headline(compared: Sequence[Compared], differing: int, failed: int) -> str:
    if len(compared) == 1 and (opened := compared[0].project):
        return f"{opened.name} is what the templates {version(opened.version)} and its answers give"
    words = [f"{differing} with changes of their own", f"{len(compared) - differing - failed} without"]
    return f"{len(compared)} projects: {', '.join(words + [f'{failed} failed'] * bool(failed))}"


def _warnings(compared: Sequence[Compared]) -> Iterator[str]:
    for one in compared:
        whose = f"{_name(one)}: " * (len(compared) > 1)
        yield from (whose + text for text in (*one.warnings, *([several.told(one.problems)] if one.problems else [])))


def _data(one: Compared, files: Sequence[Difference]) -> dict[str, Any]:
    if not one.project:
        return several.data(one.folder, one.problems)
    return {
        "project": str(one.folder),
        "framework": one.project.framework,
        "templates": one.project.version,
        "files": [each.data for each in files],
        "warnings": list(one.warnings),
    }


def _most(files: Files) -> list[dict[str, Any]]:
    """What the projects differ in: each file with how many of them, those in which most do first."""
    found: dict[str, dict[str, Any]] = {}
    for one in (one for several_files in files.values() for one in several_files):
        path = one.source or one.path
        total = found.setdefault(path, {"path": path, "projects": 0, "added": 0, "removed": 0})
        total["projects"] += 1
        total["added"] += one.added or 0
        total["removed"] += one.removed or 0
    return sorted(found.values(), key=lambda one: (-one["projects"], one["path"]))


def _table(most: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    width = max(len(shown(one["path"], PATH)) for one in most)
    for one in most:
        lines = f"+{one['added']} -{one['removed']}"
        yield f"{one['projects']:>5}  {shown(one['path'], PATH):<{width}}  {lines}"
