"""Puts right what a merge of git left: conflicts in what the templates make, code and answers that disagree."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

from scaffold.core import mentions
from scaffold.core.answers import FILE, RESOURCES
from scaffold.core.plan import CHANGED, CONFLICT, MERGED, Step, ordered
from scaffold.core.resource import Resource, stored
from scaffold.core.result import Result, Section
from scaffold.outside import load
from scaffold.outside.merge import change as merging
from scaffold.outside.merge import disk, index, settle
from scaffold.outside.merge.change import Change, Edit
from scaffold.outside.merge.disk import Repository
from scaffold.outside.trees import File, Tree

from . import agreement, catalogue, change, migrations, project
from .catalogue import Catalogue
from .change import How, Target
from .project import Project

LABEL = "scaffold"
ATTRIBUTES = ".gitattributes"
BOTH = "what both sides have is in it"
ORDER = "the lines of both sides, in their order"
# Why not `disk.MARKER`: that is of our own merges, and git's say what was checked out.
CONFLICT_BEGINS = re.compile(rb"^<{7} ", re.MULTILINE)
YOURS = "both sides wrote here, and no template did"
EDITED = "you edited it since git left it"


def run(folder: Path | None, both: bool | None, how: How) -> Result:
    """Repairs the project, or the pair. Exit 1 as `change.run`. Raises Problem or Problems; then nothing is changed."""
    result = change.run(lambda: list(_targets(folder, both)), how, _work_out)
    done = [one for one in result.data["projects"] if one["steps"]]
    if not done:
        return replace(result, headline="\n".join(f"{_name(one)}: code and answers agree" for one in _all(result)))
    return result if how.looks else _with_add(result)


def _all(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = result.data["projects"]
    return found


def _name(one: Mapping[str, Any]) -> str:
    return Path(one["project"]).name


def _targets(folder: Path | None, both: bool | None) -> Iterator[tuple[Project, Target]]:
    for opened in project.together(folder, both):
        known = catalogue.of(opened.source, opened.version)
        lost = [str(one.resource) for one in agreement.disagreements(opened) if not one.is_answered]
        lines = [*(opened.answers.get(RESOURCES) or ()), *lost]
        yield opened, Target(known, {**opened.answers, RESOURCES: lines}, LABEL)


def _work_out(opened: Project, target: Target) -> Change:
    inside = disk.repository(opened.folder)
    found = settle.under_way(opened.folder) if inside else None
    # Why no first migration: it is the history of a database, and not made of what the answers are by now.
    own = migrations.FIRST[opened.framework]
    wanted = {path: file for path, file in _rendered(target.catalogue, target.answers).items() if path != own}
    if inside and found:
        return _settled(opened, inside, found, wanted)
    base = _base(opened, target, wanted, disk.read(opened.folder, wanted).files)
    if base == wanted:
        return Change(opened.folder, inside)
    return merging.work_out(opened.folder, base, wanted, answers=FILE, left_alone=lambda path: False, label=LABEL)


def _unordered(wanted: Tree, ours: Tree) -> Iterator[str]:
    """The files in which git keeps the lines of both sides (`merge=union`), and put them in another order."""
    from pathspec import GitIgnoreSpec  # noqa: PLC0415

    lines = wanted[ATTRIBUTES].content.decode().splitlines() if ATTRIBUTES in wanted else []
    listed = GitIgnoreSpec.from_lines(line.split()[0] for line in lines if line.endswith(" merge=union"))
    for path in listed.match_files(wanted.keys() & ours.keys()):
        here, there = (tree[path].content.splitlines() for tree in (ours, wanted))
        if here != there and sorted(here) == sorted(there):
            yield path


def _base(opened: Project, target: Target, wanted: Tree, ours: Tree) -> Tree:
    """What the templates make of what the code has: the files in which a resource is missing are those without it.

    A file that is gone is only missing with its whole resource: otherwise a person deleted it.
    """
    every = stored(target.answers.get(RESOURCES))
    gone = _with_dependants(every, {one.resource.name for one in agreement.disagreements(opened) if one.is_answered})
    made: dict[frozenset[str], Tree] = {frozenset(): wanted}

    def without(names: frozenset[str]) -> Tree:
        if names not in made:
            lines = [str(one) for one in every if one.name not in names]
            made[names] = _rendered(target.catalogue, {**target.answers, RESOURCES: lines})
        return made[names]

    base: dict[str, File] = {}
    for path, file in wanted.items():
        missing = gone
        if path in ours:
            missing = _with_dependants(every, _missing(every, gone, file, ours[path], without(gone).get(path)))
        if path in without(missing):
            base[path] = without(missing)[path]
        elif path in ours:
            base[path] = file
    said = _rendered(target.catalogue, opened.answers)
    return {**base, FILE: said[FILE], **{path: ours[path] for path in _unordered(wanted, ours)}}


def _missing(every: Sequence[Resource], gone: Set[str], wanted: File, ours: File, without: File | None) -> Set[str]:
    """The resources that a file does not have: those of which it names none where it names others.

    In one that names none of those that are `gone` in any case, it is the lines that tell.
    """
    there, here = (mentions.of(one.content.decode("utf-8", "replace"), every) for one in (wanted, ours))
    if there & gone or not without:
        return there - here if there & here or there <= gone else frozenset()
    lines, before, now = (set(one.content.splitlines()) for one in (wanted, without, ours))
    return gone if lines - before - now else there - here if there & here else frozenset()


def _with_dependants(every: Sequence[Resource], names: Set[str]) -> frozenset[str]:
    """The resources and those that refer to them, which cannot be there without them."""
    found = frozenset(names)
    more = found | {
        one.name for one in every for field in one.fields if field.type == "references" and field.target in found
    }
    return found if more == found else _with_dependants(every, more)


def _settled(opened: Project, inside: Repository, found: settle.UnderWay, wanted: Tree) -> Change:
    """The files in conflict that the templates make, merged once more with what they make of each side's answers."""
    made = {side: _made(opened, settle.file(opened.folder, commit, FILE)) for side, commit in found.commits.items()}
    there = disk.read(opened.folder, {*found.files, *wanted}).files
    clean = settle.settled(found, made, wanted)
    edits, steps = [], []
    for path, sides in found.files.items():
        before, file = there.get(path), clean.get(path)
        if before and not CONFLICT_BEGINS.search(before.content):
            continue
        if not before or not file:
            steps.append(Step(path, CONFLICT, YOURS))
        elif not settle.is_untouched(opened.folder, sides, before.content):
            steps.append(Step(path, CONFLICT, EDITED))
        else:
            crlf = b"\r\n" in before.content
            after = file._replace(content=file.content.replace(b"\n", b"\r\n")) if crlf else file
            edits.append(Edit(path, before, after))
            steps.append(Step(path, MERGED, BOTH))
    for path in _unordered(wanted, {path: file for path, file in there.items() if path not in found.files}):
        edits.append(Edit(path, there[path], wanted[path]))
        steps.append(Step(path, CHANGED, ORDER))
    # Why the entries as they are: git still holds the files to be in conflict, and so does what is taken back.
    entries = index.read(inside, [edit.path for edit in edits if edit.path in found.files])
    return Change(opened.folder, inside, ordered(steps), tuple(edits), entries=entries)


def _made(opened: Project, answers: bytes) -> Tree:
    """What the templates make of the answers of one side; nothing where that was no project yet."""
    said = load.says(answers)
    if not isinstance(said.get("_commit"), str):
        return {}
    known = catalogue.of(opened.source, said["_commit"].removeprefix("v"))
    return _rendered(known, {key: value for key, value in said.items() if not key.startswith("_")})


def _rendered(known: Catalogue, answers: Mapping[str, Any]) -> Tree:
    return change.rendered(known, change.checked(known, answers))


def _with_add(result: Result) -> Result:
    """Says what to type for the files that git still holds to be in conflict."""
    files = [
        os.path.relpath(Path(one["project"], step["path"]))
        for one in _all(result)
        for step in one["steps"]
        if step.get("why") in (BOTH, ORDER)
    ]
    if not files:
        return result
    more = f"git add {shlex.join(files)}"
    lines = tuple(line for section in result.sections for line in section.lines)
    return replace(result, sections=(Section("Next:", (more, *lines)),), data={**result.data, "next": [more, *lines]})
