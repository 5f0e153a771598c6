"""Works out the way back: the last change merged backwards into what the project is now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scaffold.core import answers, plan
from scaffold.core.plan import KEPT, Step
from scaffold.outside.trees import File

from . import branch, change, disk, index, journal, kept, place
from .change import Change, Edit
from .disk import Repository
from .three import Sides

LABEL = "as-before"
WORDS = {
    change.YOU_CHANGED: "you changed it, and the change had made it",
    change.YOU_DELETED: "you deleted it, and the change had written it",
    change.YOU_MOVED: "you moved it, and the change had made it",
}
MADE = "you changed it"
BLOCK = re.compile(
    rb"^<{7,} yours(?::[^\n]*)?\r?\n(?P<yours>.*?)(?:^\|{7,} .*?)?^={7,}\r?\n(?P<theirs>.*?)^>{7,} [^\n]*\n?",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Back:
    """The change that leads back, the command that it takes back, and how many files are as they were by it."""

    change: Change
    command: str
    restored: int = 0


def way_back(project: Path) -> Back | None:
    """The way back of the last change; None when there is none. Applied like any other change, it has one as well.

    What was written since stays, or is in conflict. Raises Problem when git has other files checked out since.
    """
    inside = disk.repository(project)
    last = kept.last(project, inside)
    if not last:
        return None
    folder, written = last
    command = str(written["command"])
    if inside and branch.is_elsewhere(project, inside, written):
        raise branch.elsewhere(project, written, command)
    now = disk.read(project, [entry["path"] for entry in written["edits"]])
    sides = _Sides(now)
    for number, entry in enumerate(written["edits"]):
        sides.add(folder, number, entry)
    if inside and (others := set(disk.unmerged(project)) & {*sides.paths} - written["unmerged"].keys()):
        raise change.unresolved(sorted(others), inside)
    found = replace(_merged(project, inside, sides), entries=_entries(inside, written))
    if inside and not (found.edits or found.steps) and written.get("branch", "") != branch.current(project):
        raise branch.elsewhere(project, written, command)
    stays = {step.path for step in found.steps}
    return Back(found, command, sum(edit.path not in stays for edit in found.edits))


class _Sides:
    """What the change had made of its files, what was there before it, and what is there now."""

    def __init__(self, now: disk.Found) -> None:
        self.now = now
        self.base: dict[str, File] = {}
        self.theirs: dict[str, File] = {}
        self.modes: dict[str, int | None] = {}
        self.unknown: list[str] = []
        self.paths: list[str] = []

    def add(self, folder: Path, number: int, entry: Mapping[str, Any]) -> None:
        path, old = entry["path"], folder / kept.OLD / str(number)
        there, after = self.now.files.get(path), place.read(folder / kept.AFTER / str(number))
        before = place.read(old) if entry["before"] else None
        if entry["after"] and not after:
            # Why: of a new project, and by earlier versions, only the digest of a file was kept.
            if there and journal.facts(there) != entry["after"]:
                self.unknown.append(path)
                return
            after = there
        self.paths.append(path)
        self.base |= {path: after} if after else {}
        self.theirs |= {path: before} if before else {}
        self.modes[path] = place.mode(old)

    @property
    def edited(self) -> list[str]:
        """The files that are neither as the change left them nor as before it, and in nobody's way."""
        sides = (self.base, self.theirs)
        return [
            path
            for path in self.paths
            if path not in self.now.obstacles and all(self.now.files.get(path) != side.get(path) for side in sides)
        ]


def _merged(project: Path, inside: Repository | None, sides: _Sides) -> Change:
    there, base, theirs = sides.now.files, sides.base, sides.theirs
    edits = {path: Edit(path, there.get(path), theirs.get(path)) for path in sides.paths}
    steps = [Step(path, KEPT, MADE) for path in sides.unknown]
    conflicts: Sides = {}
    if sides.edited:
        ours = {path: file for path, file in there.items() if path in sides.paths}
        base, ours = _settled(base, ours)
        told, merged, conflicts = change.backwards(
            project, inside, base, ours, theirs, answers=answers.FILE, label=LABEL
        )
        edits = {path: _with_before(edit, there) for path, edit in merged.items()}
        steps += [
            replace(step, why=WORDS.get(step.why, step.why))
            for step in told
            if step.path not in edits or edits[step.path].after != theirs.get(step.path)
        ]
    return Change(
        project,
        inside,
        plan.ordered(steps),
        tuple(_with_mode(edit, sides.modes) for edit in edits.values() if edit.before != edit.after),
        conflicts,
    )


def _with_before(edit: Edit, there: Mapping[str, File]) -> Edit:
    """Why: what was merged may have been a file whose conflicts were settled for that."""
    return replace(edit, before=there.get(edit.path, edit.before))


def _with_mode(edit: Edit, modes: Mapping[str, int | None]) -> Edit:
    """The edit with the permissions of before, where it makes a file anew or runs it otherwise."""
    same = edit.before and edit.after and edit.before.executable == edit.after.executable
    return edit if same else replace(edit, mode=modes.get(edit.path))


def _settled(base: Mapping[str, File], ours: Mapping[str, File]) -> tuple[dict[str, File], dict[str, File]]:
    """Both without the conflicts that the change had left: as they are settled now, or as they were before.

    Why: how somebody settled a conflict of the change is a part of what is taken back with it.
    """
    left, right = dict(base), dict(ours)
    for path in base.keys() & ours.keys():
        if base[path] == ours[path] or not disk.MARKER.search(base[path].content):
            continue
        mine = ours[path].content

        def side(block: re.Match[bytes]) -> bytes:
            nonlocal mine
            if block[0] in mine:
                mine = mine.replace(block[0], block["yours"], 1)
                return block["yours"]
            return block["theirs"] if block["theirs"] and block["theirs"] in mine else block["yours"]

        left[path] = base[path]._replace(content=BLOCK.sub(side, base[path].content))
        right[path] = ours[path]._replace(content=mine)
    return left, right


def _entries(inside: Repository | None, written: Mapping[str, Any]) -> index.Entries:
    """What the index is to have again: of what is there as it was written, and of what is staged since.

    Why not of more: what was committed since is the history now, and a person's own doing.
    """
    before, after = written["index"], written["unmerged"]
    if not inside or not before:
        return {}
    now, staged = index.read(inside, before), index.staged(inside, before)
    return {path: facts for path, facts in before.items() if path in staged or now[path] == list(after[path])}
