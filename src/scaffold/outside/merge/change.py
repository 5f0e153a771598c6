"""Works out what a change does to a project: three trees in, the plan and the new bytes out. Writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from scaffold.core import plan
from scaffold.core.plan import CHANGED, CONFLICT, DELETED, KEPT, MERGED, MOVED, NEW, Step
from scaffold.core.problem import Problem
from scaffold.outside.trees import File, Tree

from . import disk, three
from .disk import Repository
from .three import Merged, Sides

YOU_DELETED = "you deleted it; the templates changed it"
YOU_CHANGED = "you changed it; the templates no longer have it"
MARKER = re.compile(rb"^<<<<<<< yours\r?$", re.MULTILINE)


@dataclass(frozen=True)
class Edit:
    """One file of the project, before and after; None where there is no file.

    `mode` are the permissions afterwards; None for those that it has, or the usual ones.
    """

    path: str
    before: File | None
    after: File | None
    mode: int | None = None


@dataclass(frozen=True)
class Change:
    """What is to happen: as people read it, as bytes, and in git's index (the sides of conflicts, or its entries)."""

    project: Path
    inside: Repository | None
    steps: tuple[Step, ...] = ()
    edits: tuple[Edit, ...] = ()
    sides: Mapping[str, Mapping[int, File]] = field(default_factory=dict)
    entries: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def conflicts(self) -> tuple[Step, ...]:
        """The steps that need a person."""
        return tuple(step for step in self.steps if step.what == CONFLICT)


def work_out(
    project: Path, base: Tree, theirs: Tree, *, answers: str, left_alone: Callable[[str], bool], label: str
) -> Change:
    """The change from `base` to `theirs`, merged into what the project has.

    `answers` is the file that always follows the templates; a path that is `left_alone` is made when it is new, and
    never changed. Raises Problem when the project has conflicts that nobody resolved.
    """
    inside = disk.repository(project)
    if inside and (paths := disk.unmerged(project)):
        raise _unresolved(paths)
    wanted = {path for path in base.keys() | theirs.keys() if base.get(path) != theirs.get(path)}
    found = disk.read(project, wanted)
    if marked := [path for path, file in found.files.items() if MARKER.search(file.content)]:
        raise _unresolved(sorted(marked))
    once = {path for path in wanted if left_alone(path) and (path in found.files or path in base)}
    merging = wanted - once - found.obstacles.keys() - {answers}
    ours = {path: file for path, file in found.files.items() if path in merging}
    if any(path in base and path not in ours for path in merging):
        ours |= disk.others(project, inside, base.keys() | theirs.keys())
    steps = [Step(path, KEPT, why) for path, why in found.obstacles.items() if path != answers]
    edits: list[Edit] = []
    sides: Sides = {}
    if merging:
        merged = _merge(_only(base, merging), ours, _only(theirs, merging), label, _attributes(project))
        steps, edits, sides = steps + merged[0], edits + merged[1], merged[2]
    if answers in wanted:
        steps.append(Step(answers, CHANGED))
        edits.append(Edit(answers, found.files.get(answers), theirs[answers]))
    return Change(project, inside, plan.ordered(steps), tuple(edits), sides)


def _only(tree: Tree, paths: set[str]) -> Tree:
    return {path: file for path, file in tree.items() if path in paths}


def _attributes(project: Path) -> bytes:
    try:
        return (project / ".gitattributes").read_bytes()
    except OSError:
        return b""


def _unresolved(paths: list[str]) -> Problem:
    return Problem(
        code="unresolved",
        what=f"{len(paths)} file{'s' * (len(paths) > 1)} with conflicts: " + ", ".join(f"`{path}`" for path in paths),
        why="an earlier merge is not finished, and another one on top could not be told apart from it",
        fix="edit them, `git add` them, and run the same command again. Nothing was changed.",
    )


def _merge(
    base: Tree, there: Tree, theirs: Tree, label: str, attributes: bytes
) -> tuple[list[Step], list[Edit], Sides]:
    """Merges with line ends as git stores them, and gives back those that the project has."""
    crlf = {path for path, file in there.items() if _is_crlf(file.content)}
    ours = {path: _lf(file) if path in crlf else file for path, file in there.items()}
    texts = [path for path in ours if path in base and b"\n" in ours[path].content]
    usually = len(texts) < 2 * len(crlf.intersection(texts))
    steps, results, sides = _decided(three.merge(base, ours, theirs, label=label, attributes=attributes), base, ours)

    def back(path: str, file: File | None, source: str | None = None) -> File | None:
        known = path if path in ours else source
        wanted = known in crlf if known in ours else usually
        return _crlf(file) if file and wanted and b"\0" not in file.content else file

    edits = {path: Edit(path, there.get(path), back(path, one.file, one.source)) for path, one in results.items()}
    for one in results.values():
        if one.source:
            edits.setdefault(one.source, Edit(one.source, there[one.source], None))
    ends = {
        path: {stage: file for stage, one in stages.items() if (file := back(path, one))}
        for path, stages in sides.items()
    }
    return steps, list(edits.values()), ends


def _is_crlf(content: bytes) -> bool:
    ends = content.count(b"\n")
    return 0 < ends == content.count(b"\r\n") and b"\0" not in content


def _lf(file: File) -> File:
    return file._replace(content=file.content.replace(b"\r\n", b"\n"))


def _crlf(file: File) -> File:
    return file._replace(content=file.content.replace(b"\n", b"\r\n"))


def _decided(merged: Merged, base: Tree, ours: Tree) -> tuple[list[Step], dict[str, three.Changed], Sides]:
    """What a person's own decision settles is no conflict: what they deleted, kept or moved."""
    steps: dict[str, Step] = {}
    sides = dict(merged.sides)
    results = {one.path: one for one in merged.changed}
    for source, yours, templates in merged.moved_twice:
        apart = [sides.pop(path, {}) for path in (source, yours, templates)]
        results.pop(templates, None)
        why = f"you moved it from `{source}`; the templates moved it to `{templates}`"
        steps[yours] = Step(yours, MERGED if yours in results else KEPT, why)
        if yours in results and _lines(results[yours].file):
            sides[yours] = {number: file for side in apart for number, file in side.items()}
    for path, stages in list(sides.items()):
        if 2 not in stages or 3 not in stages:
            del sides[path]
            results.pop(path, None)
            steps[path] = Step(path, KEPT, YOU_CHANGED if 2 in stages else YOU_DELETED)
    for path in sides:
        lines = _lines(results[path].file if path in results else None)
        steps[path] = Step(path, CONFLICT, "" if lines else "both changed a file that is no text", lines=lines)
    for path, one in results.items():
        known = steps.get(path) or Step(path, _what(one, base, ours), source=one.source)
        steps[path] = replace(known, added=one.added, removed=one.removed)
    return list(steps.values()), results, sides


def _what(one: three.Changed, base: Tree, ours: Tree) -> str:
    if one.file is None:
        return DELETED
    if one.source:
        return MOVED
    if one.path not in ours:
        return NEW
    return CHANGED if ours[one.path] == base.get(one.path) else MERGED


def _lines(file: File | None) -> tuple[tuple[int, int], ...]:
    """The first and the last line of each conflict in a text, counted from 1."""
    found: list[tuple[int, int]] = []
    start = 0
    for number, line in enumerate(file.content.splitlines() if file else (), 1):
        if line == b"<<<<<<< yours":
            start = number
        elif line.startswith(b">>>>>>> ") and start:
            found.append((start, number))
            start = 0
    return tuple(found)
