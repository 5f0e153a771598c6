"""What is left to do for the database after a change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import PurePosixPath
from typing import Any

from scaffold.actions.project import Project
from scaffold.core.answers import DATABASE, NO_DATABASE
from scaffold.core.names import listed
from scaffold.core.resource import stored
from scaffold.core.tables import lines
from scaffold.outside import machine, tools
from scaffold.outside.merge.change import Change

from . import place
from .first import history
from .made import unmoved
from .names import lost, name

INSTALLED = {"flask": "pyproject.toml", "express": "package.json"}
SUFFIX = {"flask": ".py", "express": ".ts"}


def next_steps(
    project: Project, wanted: Mapping[str, Any], changed: Set[str], *, renamed: bool = False, needless: bool = False
) -> list[str]:
    """What is left to do for what was changed: install, create the database, make the next migration, apply it.

    What loses rows says so. The tool does not make the migration of what was `renamed`, nor one that is `needless`.
    """
    framework = project.framework
    known = tools.of(framework, project.folder)
    steps = [known.install] if INSTALLED[framework] in changed else []
    old, new = project.answers.get(DATABASE), wanted.get(DATABASE)
    folder = place.usual(framework, project.folder)
    old_files = f"git rm '{folder}/*{SUFFIX[framework]}'  # they were made for {old}"
    there = history(framework, project.folder)
    if new == NO_DATABASE:
        return [*steps, *[old_files] * bool(there)]
    if old != new:
        create = machine.creates(machine.settings(project.folder).get("DATABASE_URL", ""))
        steps += filter(None, [create])
    before, after = lines(project.answers), lines(wanted)
    upgrade = known.upgrade and known.upgrade + lost(before, after) * (not renamed)
    if there and any(path.startswith(f"{folder}/") for path in changed):
        return [*steps, *_typed(upgrade)]
    if old not in (new, NO_DATABASE) and there:
        return [*steps, old_files, *_typed(known.migrate.format("initial"), known.upgrade)]
    if needless or unmoved(before, after):
        return steps
    if renamed:
        return [*steps, *_by_hand(before, after)]
    return [*steps, *_typed(known.upgrade, known.migrate.format(name(before, after)), upgrade)]


def _by_hand(before: Iterable[str] | None, after: Iterable[str] | None) -> Iterator[str]:
    """What a person writes where the project has no migration to go on from."""
    tables = {one.plural for one in stored(before)} - {one.plural for one in stored(after)}
    drops = f": the tool would drop {listed(sorted(tables))} with all rows" if tables else ""
    yield f"write a migration that renames what was renamed{drops}"


def _typed(*steps: str) -> list[str]:
    return list(filter(None, steps))


def once_more(project: Project, command: str) -> list[str]:
    """What lets the tool make a migration that it did not make, since others were not applied."""
    return [*_typed(tools.of(project.framework, project.folder).upgrade), "scaffold undo", command]


def taken_back(undone: Change) -> str:
    """A warning when a migration goes with its change: a database may have it."""
    gone = [PurePosixPath(edit.path) for edit in undone.edits if edit.after is None]
    for framework, suffix in SUFFIX.items():
        like = place.usual(framework, undone.project), suffix
        if named := [f"`{path}`" for path in gone if (str(path.parent), path.suffix) == like]:
            return (
                f"{', '.join(named)} went with it. Where it was applied: `scaffold undo` again, "
                f"`{tools.of(framework, undone.project).downgrade}`, and `scaffold undo`"
            )
    return ""
