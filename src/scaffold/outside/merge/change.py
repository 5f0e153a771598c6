"""Works out what a change does to a project: three trees in, the plan and the new bytes out. Writes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from scaffold.core import plan
from scaffold.core.names import shown
from scaffold.core.plan import CHANGED, CONFLICT, DELETED, KEPT, MERGED, MOVED, NEW, Step
from scaffold.core.problem import Problem
from scaffold.outside import formatters, load
from scaffold.outside.trees import File, Tree

from . import disk, kept, renaming, settle, three
from .disk import Repository
from .renaming import Ahead, Renaming
from .three import Merged, Sides

YOU_DELETED = "you deleted it; the templates changed it"
YOU_CHANGED = "you changed it; the templates no longer have it"
YOU_MOVED = "you moved it; the templates no longer have it"
BOTH_MOVED = "you moved it from `{}`; the templates moved it to `{}`"
BINARY = "both changed it, and it is no text: yours is there"
ANEW = "written anew, without what you wrote into it"
UNCHECKED = "it was not checked out: merged from git's index; `git add --sparse` takes it"
UNCHECKED_GONE = "it is not checked out; the templates no longer have it: `git rm --cached --sparse` takes it away"
UNCHECKED_OLD = "its old place is not checked out: `git rm --cached --sparse` takes that away"
NAMED = "it says where something is that has another name now"
END = re.compile(rb"^>{7,} ")


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
    project: Path,
    base: Tree,
    theirs: Tree,
    *,
    answers: str,
    left_alone: Callable[[str], bool],
    label: str,
    renames: Renaming | None = None,
) -> Change:
    """The change from `base` to `theirs`, merged into what the project has.

    `answers` is the file that always follows the templates; a path that is `left_alone` is made when it is new, and
    never changed. Raises Problem when the project has conflicts that nobody resolved, or something is in the way of
    what gets another name.
    """
    inside = disk.repository(project)
    if paths := kept.conflicts(project, inside):
        raise unresolved(paths, inside)
    wanted = {path for path in base.keys() | theirs.keys() if base.get(path) != theirs.get(path)}
    if moved := {path: place for path, place in disk.through(project, wanted).items() if path != place}:
        alone = {moved[path] for path in moved if left_alone(path)}
        base, theirs = ({moved.get(path, path): file for path, file in tree.items()} for tree in (base, theirs))
        wanted, left_alone = {moved.get(path, path) for path in wanted}, _also(left_alone, alone)
    found = disk.read(project, wanted)
    unchecked = disk.unchecked(project, sorted(base.keys() & wanted - found.files.keys())) if inside else {}
    found.files |= unchecked
    if marked := [path for path, file in found.files.items() if disk.MARKER.search(file.content)]:
        raise unresolved(sorted(marked), inside)
    once = {path for path in wanted if left_alone(path) and (path in found.files or path in base)}
    # Why only these: a file that the templates move to where something else is stays where it was.
    blocked = {path: why for path, why in found.obstacles.items() if path in base}
    merging = wanted - once - blocked.keys()
    ours = {path: file for path, file in found.files.items() if path in merging}
    if any(path in base and path not in ours for path in merging):
        ours |= _beside(disk.others(project, inside, base.keys() | theirs.keys()), merging)
    along: Tree = {}
    if renames:
        pairs = renames.names.paths(base, theirs)
        renaming.refuse_taken(pairs, found.files, found.obstacles)
        renaming.refuse_unchecked(pairs.keys() & unchecked.keys())
        along = _beside(disk.others(project, inside, wanted, tuple(renaming.folders(pairs, theirs))), merging)
    old, new = formatters.formatted(project, base, _only(base, merging), ours, _only(theirs, merging))
    merged = _merge(old, ours, new, along, renames, label, _attributes(project, answers))
    steps, edits, sides = _unblocked(*_put_back(*merged, unchecked), found.obstacles)
    steps += [Step(path, KEPT, why) for path, why in blocked.items()]
    if answers in wanted and not _says(edits.get(answers), theirs[answers]):
        steps = [step for step in steps if step.path != answers] + [Step(answers, CHANGED, ANEW)]
        edits[answers] = Edit(answers, found.files.get(answers), theirs[answers])
        sides.pop(answers, None)
    return Change(project, inside, plan.ordered(steps), tuple(edits.values()), sides)


Result = tuple[list[Step], dict[str, Edit], Sides]


def backwards(
    project: Path, inside: Repository | None, base: Tree, ours: Tree, theirs: Tree, *, answers: str, label: str
) -> Result:
    """The merge of the files that a change had made and those of before it into what the project has."""
    merging = {*base, *theirs}
    if base.keys() - ours.keys():
        ours = {**ours, **_beside(disk.others(project, inside, merging), merging)}
    steps, edits, sides = _merge(base, ours, theirs, {}, None, label, _attributes(project, answers))
    if answers in theirs and answers in sides:
        steps = [step for step in steps if step.path != answers] + [Step(answers, CHANGED, ANEW)]
        edits[answers] = Edit(answers, ours.get(answers), theirs[answers])
        sides.pop(answers)
    return steps, edits, sides


def _also(left_alone: Callable[[str], bool], paths: Collection[str]) -> Callable[[str], bool]:
    return lambda path: path in paths or left_alone(path)


def _put_back(steps: list[Step], edits: dict[str, Edit], sides: Sides, unchecked: Tree) -> Result:
    """Files that were not checked out are there afterwards, and are only removed by who checks them out."""
    gone = {path for path in unchecked if path in edits and not edits[path].after}
    for path in unchecked.keys() & edits.keys():
        edits[path] = replace(edits[path], before=None)
    told = [replace(step, why=UNCHECKED) if step.path in unchecked else step for step in steps]
    told = [replace(step, why=UNCHECKED_OLD) if step.source in unchecked else step for step in told]
    told = [Step(step.path, KEPT, UNCHECKED_GONE) if step.path in gone else step for step in told]
    return told, {path: edit for path, edit in edits.items() if path not in gone}, sides


def _unblocked(steps: list[Step], edits: dict[str, Edit], sides: Sides, obstacles: Mapping[str, str]) -> Result:
    """Leaves out what would be written where something else is; what was to move there stays."""
    blocked = [step for step in steps if step.path in obstacles]
    for step in blocked:
        edits.pop(step.path, None)
        edits.pop(step.source or step.path, None)
        sides.pop(step.path, None)
    kept = [Step(step.source or step.path, KEPT, _instead(step, obstacles)) for step in blocked]
    return [step for step in steps if step not in blocked] + kept, edits, sides


def _instead(step: Step, obstacles: Mapping[str, str]) -> str:
    why = obstacles[step.path]
    return f"the templates moved it to `{step.path}`: {why}" if step.source else why


def _says(edit: Edit | None, wanted: File) -> bool:
    """Whether the merged answers file says what the templates want it to, beside what a person added."""
    if not edit or not edit.after:
        return False
    found = load.says(edit.after.content)
    return all(key in found and found[key] == value for key, value in load.says(wanted.content).items())


def _beside(others: Tree, paths: set[str]) -> Tree:
    """Those that are neither below one of these paths nor above one: git would move them aside."""
    above = {parent.as_posix() for path in paths for parent in PurePosixPath(path).parents}
    return {
        path: file
        for path, file in others.items()
        if path not in above and paths.isdisjoint(map(str, PurePosixPath(path).parents))
    }


def _only(tree: Tree, paths: Collection[str]) -> Tree:
    return {path: file for path, file in tree.items() if path in paths}


def _attributes(project: Path, answers: str) -> bytes:
    """The project's own, but for the answers: both sides of a line in them would be two answers."""
    try:
        own = (project / ".gitattributes").read_bytes()
    except OSError:
        own = b""
    return own + f"\n/{answers} !merge\n".encode()


def unresolved(paths: list[str], inside: Repository | None) -> Problem:
    """The problem of files with conflicts that nobody has resolved."""
    several = len(paths) > 1
    edit = f"edit {'them' if several else 'it'}" + f", `git add` {'them' if several else 'it'}" * bool(inside)
    if inside and any((inside.folder / name).is_file() for name in settle.HEADS):
        edit = "`scaffold update --repair` merges what the templates make; edit what is left, `git add` all"
    return Problem(
        code="unresolved",
        what=f"{len(paths)} file{'s' * several} with conflicts: " + ", ".join(f"`{shown(path)}`" for path in paths),
        why="an earlier merge is not finished, and another one on top could not be told apart from it",
        fix=f"{edit}, and run the same command again. Nothing was changed.",
    )


def _merge(
    base: Tree, found: Tree, theirs: Tree, along: Tree, renames: Renaming | None, label: str, attributes: bytes
) -> Result:
    """Merges with line ends as git stores them, and gives back those that the project has."""
    there = {**along, **found}
    crlf = {path for path, file in there.items() if _is_crlf(file.content)}
    ours = {path: _lf(file) if path in crlf else file for path, file in there.items()}
    texts = [path for path in found if path in base and b"\n" in ours[path].content]
    usually = len(texts) < 2 * len(crlf.intersection(texts))
    ahead = Ahead(base, _only(ours, found.keys()), theirs)
    if renames:
        ahead = renaming.ahead(base, ahead.ours, theirs, _only(ours, along.keys()), renames)
    steps, results, sides = _followed(ahead, label, attributes)

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
    return steps, edits, ends


def _followed(ahead: Ahead, label: str, attributes: bytes) -> tuple[list[Step], dict[str, three.Changed], Sides]:
    """Merges; a file that both sides moved stays where a person moved it, and gets what the templates changed."""
    merged = _merged(ahead, label, attributes)
    if not merged.moved_twice:
        return _decided(merged, ahead)
    back = {templates: source for source, _, templates in merged.moved_twice}
    stay = replace(ahead, theirs={back.get(path, path): file for path, file in ahead.theirs.items()})
    steps, results, sides = _decided(_merged(stay, label, attributes), stay)
    known = {step.path: step for step in steps}
    for source, yours, templates in merged.moved_twice:
        step = known.get(yours, Step(yours, KEPT))
        known[yours] = replace(step, why=BOTH_MOVED.format(source, templates))
    return list(known.values()), results, sides


def _merged(ahead: Ahead, label: str, attributes: bytes) -> Merged:
    sides = ahead.base, ahead.ours, ahead.theirs
    return three.merge(*sides, label=label, attributes=attributes, before=ahead.before, moved=ahead.moved)


def _is_crlf(content: bytes) -> bool:
    ends = content.count(b"\n")
    return 0 < ends == content.count(b"\r\n") and b"\0" not in content


def _lf(file: File) -> File:
    return file._replace(content=file.content.replace(b"\r\n", b"\n"))


def _crlf(file: File) -> File:
    return file._replace(content=file.content.replace(b"\n", b"\r\n"))


def _decided(merged: Merged, ahead: Ahead) -> tuple[list[Step], dict[str, three.Changed], Sides]:
    """What a person's own decision settles is no conflict: what they deleted or kept."""
    steps: dict[str, Step] = {}
    sides = dict(merged.sides)
    results = {one.path: one for one in merged.changed}
    for path, stages in list(sides.items()):
        if 2 not in stages or 3 not in stages:
            del sides[path]
            results.pop(path, None)
            yours = YOU_CHANGED if path in ahead.base else YOU_MOVED
            steps[path] = Step(path, KEPT, yours if 2 in stages else YOU_DELETED)
    for path in sides:
        lines = _lines(results[path].file if path in results else None)
        steps[path] = Step(path, CONFLICT, "" if lines else BINARY, lines=lines)
    for path, one in results.items():
        known = steps.get(path) or Step(path, _what(one, ahead), NAMED * (path in ahead.named))
        steps[path] = replace(known, source=one.source, added=one.added, removed=one.removed)
    return list(steps.values()), results, sides


def _what(one: three.Changed, ahead: Ahead) -> str:
    if one.file is None:
        return DELETED
    if one.source:
        return MOVED
    if one.path not in ahead.ours:
        return NEW
    return CHANGED if ahead.ours[one.path] == ahead.base.get(one.path) and one.path not in ahead.named else MERGED


def _lines(file: File | None) -> tuple[tuple[int, int], ...]:
    """The first and the last line of each conflict in a text, counted from 1."""
    found: list[tuple[int, int]] = []
    start = 0
    for number, line in enumerate(file.content.splitlines() if file else (), 1):
        if disk.MARKER.match(line):
            start = number
        elif END.match(line) and start:
            found.append((start, number))
            start = 0
    return tuple(found)
