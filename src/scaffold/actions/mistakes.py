"""Plants a mistake that people make on one side of a pair, and takes it back; what the person wrote stays."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scaffold.core.answers import FILE, RESOURCES
from scaffold.core.concepts import FRAMEWORKS
from scaffold.core.mistakes import Mistake, Planted, catches, named
from scaffold.core.names import shown
from scaffold.core.problem import Problem, Problems, nearest
from scaffold.core.resource import Field, Resource, stored
from scaffold.core.result import Result, Section
from scaffold.outside import concepts as of_concepts
from scaffold.outside import marks, mistakes
from scaffold.outside.marks import Marked
from scaffold.outside.merge import change, disk, hold, planted
from scaffold.outside.merge.planted import Record
from scaffold.outside.trees import File

from . import catalogue, project
from .project import NAMES, Project

FITS: Mapping[str, Callable[[Field], bool]] = {
    "unique": lambda field: field.unique and field.type in ("string", "email"),
    "datetime": lambda field: field.type == "datetime" and not field.private,
    "list": lambda field: field.type == "references" and field.many,
    "string": lambda field: field.type == "string" and not field.private,
}


@dataclass(frozen=True)
class Place:
    """Where a mistake goes in a project as it was made: its file before and after, and its resource."""

    path: str
    before: str
    after: str
    resource: Resource | None


class Side:
    """One project, and where mistakes can be made in it. `folders` are those that somebody named."""

    def __init__(self, opened: Project, folders: Sequence[Path] = ()) -> None:
        self.opened = opened
        self.folders = folders
        self.framework = opened.framework
        self._marked: Marked | None = None

    @property
    def marked(self) -> Marked:
        """The project as the templates make it, and where its concepts are."""
        if not self._marked:
            known = catalogue.of(self.opened.source, self.opened.version)
            self._marked = marks.regions(known.tree, self.opened.answers, self.framework, self.opened.source)
        return self._marked

    @property
    def resources(self) -> list[Resource]:
        """Those of its answers, those first of which a row can be made without another."""
        try:
            found = stored(self.opened.answers.get(RESOURCES))
        except (Problem, Problems):
            return []
        return sorted(found, key=lambda one: sum(field.needs_row for field in one.fields))

    def place(self, one: Mistake) -> Place | None:
        """Where it can be made; None when the project has no such code, or no such resource."""
        found = one.sides.get(self.framework)
        needed = [resource for resource in self.resources if _fits(resource, one.needs)]
        texts = [f"{asked.path}{asked.body}" for asked in one.requests]
        asks = any("{" in text for text in texts)
        if any("{example}" in text or "{fields}" in text for text in texts):
            # Why: a row that needs another one first is more than these requests make.
            needed = [resource for resource in needed if not any(field.needs_row for field in resource.fields)]
        several: Sequence[Resource | None] = needed or ([] if asks or one.needs else [None])
        for resource in several:
            if found and (place := self._in(one, found, resource)):
                return place
        return None

    def _in(self, one: Mistake, found: Planted, resource: Resource | None) -> Place | None:
        regions = self.marked.regions.get(one.concept, {})
        several = [piece for key in ("", resource.name if resource else "") for piece in regions.get(key, ())]
        first = named(found.edits[0].old, resource).strip()
        # Why: where the same file has several marked places, that one is meant which has the words.
        for piece in sorted(several, key=lambda piece: first not in "\n".join(piece.lines)):
            before = after = self.marked.files[piece.file]
            for edit in found.edits:
                old, new = named(edit.old, resource), named(edit.new, resource)
                if after.count(old) != 1:
                    break
                after = after.replace(old, new)
            else:
                return Place(piece.file, before, after, resource)
        return None


def _fits(resource: Resource, needs: str) -> bool:
    return not needs or any(map(FITS[needs], resource.fields))


def sides(folders: Sequence[Path]) -> tuple[Side, ...]:
    """The projects that are named, or those of the pair that is here; Flask first. Raises Problem."""
    found = [project.read(place) for folder in folders or (None,) for place in project.find(folder)]
    if len(found) == 1 and (other := project.twin(found[0])):
        found.append(project.read(other))
    return tuple(Side(one, folders) for one in sorted(found, key=lambda one: FRAMEWORKS.index(one.framework)))


def typed(folders: Sequence[Path], command: str, *words: str) -> str:
    """A command on the same folders, as it works where it is read."""
    return shlex.join(["scaffold", command, *map(str, folders), *words])


def way_back(folders: Sequence[Path]) -> str:
    """The command that takes back what is planted in them."""
    return typed(folders, "mistake", "--back")


def known(several: Sequence[Side]) -> tuple[Mistake, ...]:
    """All mistakes of the templates of these projects, the newest ones."""
    return mistakes.read(catalogue.of(several[0].opened.source).tree)


def concepts(several: Sequence[Side]) -> Mapping[str, str]:
    """The titles of the concepts that they are about."""
    return {one.name: one.title for one in of_concepts.read(catalogue.of(several[0].opened.source).tree)}


def names() -> tuple[str, ...]:
    """The names of all mistakes."""
    return tuple(one.name for one in mistakes.read(catalogue.newest().tree))


def chosen(several: Sequence[Side], name: str) -> Mistake:
    """The mistake of this name. Raises Problem when there is none."""
    found = {one.name: one for one in known(several)}
    if name not in found:
        raise Problem(
            code="unknown-mistake",
            what=f"there is no mistake `{shown(name)}`",
            why=f"it is none of the {len(found)} that are there",
            fix=f"{nearest(name, list(found))} `{typed(several[0].folders, 'mistake')}` lists them all".strip(),
        )
    return found[name]


def listed(several: Sequence[Side]) -> Result:
    """All mistakes, where each can be made here, and which are planted."""
    there = {one.framework: planted.standing(one.opened.folder) for one in several}
    rows, found = [], known(several)
    width = max((len(one.name) for one in found), default=0)
    for one in found:
        where = [side.framework for side in several if side.place(one)]
        planted_in = [name for name, record in there.items() if record and record.name == one.name]
        told = ", ".join(NAMES[name] + " (planted)" * (name in planted_in) for name in where) or "not in this code"
        rows.append((one, where, f"{one.name:<{width}}  {one.title} ({told})"))
    return Result(
        command="mistake",
        listing=(Section("What breaks when…", tuple(text for *_, text in rows)),),
        sections=tuple(_standing(several, there)),
        data={
            "mistakes": [{"name": one.name, "title": one.title, "sides": where} for one, where, _ in rows],
            "planted": {name: record.name if record else None for name, record in there.items()},
        },
    )


def _standing(several: Sequence[Side], there: Mapping[str, Record | None]) -> Iterator[Section]:
    if any(there.values()):
        yield Section("Next:", (f"{way_back(several[0].folders)}  # takes back what is planted",))


def plant(several: Sequence[Side], name: str, framework: str | None = None) -> Result:
    """Plants a mistake on one side. Raises Problem when it cannot be there; then nothing is written."""
    one = chosen(several, name)
    side, place = _placed(several, one, framework)
    folder = side.opened.folder
    with hold.held(folder, f"mistake {one.name}"):
        inside = disk.repository(folder)
        if there := planted.standing(folder):
            raise _taken(side, there)
        base, theirs = ({place.path: File(text.encode())} for text in (place.before, place.after))
        work = change.work_out(folder, base, theirs, answers=FILE, left_alone=lambda _: False, label=one.name)
        edits = [edit for edit in work.edits if edit.before and edit.after]
        lines = tuple(named(edit.new, place.resource) for edit in one.sides[side.framework].edits if edit.new.strip())
        if work.conflicts or len(edits) != 1:
            raise planted.conflict(folder, one.name, place.path, "planted in")
        edit = edits[0]
        assert edit.before and edit.after  # noqa: S101
        planted.keep(folder, inside, Record(one.name, edit.path, edit.before, edit.after, lines))
        planted.write(folder, edit)
    return _planted(one, side, place, edit.path)


def _placed(several: Sequence[Side], one: Mistake, framework: str | None) -> tuple[Side, Place]:
    wanted = [side for side in several if framework in (None, side.framework)]
    found = [(side, place) for side in wanted if (place := side.place(one))]
    if len(found) > 1:
        one_side = typed(found[0][0].folders, "mistake", one.name, "--side", "flask")
        raise Problem(
            code="which-side",
            what=f"`{one.name}` can be made on both sides",
            why="it is planted on one of them, so that the other shows what it would be without",
            fix=f"`{one_side}`, or `--side express`. Nothing was changed.",
        )
    if not found:
        absent = " ".join(one.absent[side.framework] for side in wanted if side.framework in one.absent)
        raise Problem(
            code="no-such-code",
            what=f"`{one.name}` cannot be made here",
            why=absent or f"the project has no code or no resource for it (concept `{one.concept}`)",
            fix=f"`{typed(several[0].folders, 'mistake')}` says which can. Nothing was changed.",
        )
    return found[0]


def _taken(side: Side, there: Record) -> Problem:
    return Problem(
        code="mistake-planted",
        what=f"`{there.name}` is planted in `{side.opened.folder.name}` already",
        why="two at once explain nothing",
        fix=f"`{way_back(side.folders)}` first. Nothing was changed.",
    )


def back(several: Sequence[Side], framework: str | None = None) -> Result:
    """Takes back what is planted; what was written since stays. Raises Problem when git cannot tell how."""
    found = {one.name: one for one in known(several)}
    told: list[Section] = []
    taken: list[dict[str, Any]] = []
    for side in several:
        folder = side.opened.folder
        if framework not in (None, side.framework):
            continue
        with hold.held(folder, "mistake --back"):
            inside = disk.repository(folder)
            record = planted.read(folder, inside)
            if not record:
                continue
            edit, stuck = planted.way_back(folder, inside, record)
            if stuck:
                raise planted.conflict(folder, record.name, record.path, "taken out of")
            if edit:
                planted.write(folder, edit)
            planted.forget(folder, inside)
        if edit:
            taken.append({"project": str(folder), "mistake": record.name, "file": edit.path})
            one = found.get(record.name)
            told += list(explained(one, side.framework)) if one else []
    if not taken:
        raise Problem(
            code="nothing-planted",
            what="there is no mistake to take back",
            why="none is planted here, or it was taken out by hand",
            fix=f"`{typed(several[0].folders, 'mistake')}` lists those that can be planted",
        )
    headline = "\n".join(f"Took `{one['mistake']}` back: `{one['file']}` in {one['project']}" for one in taken)
    return Result("mistake", headline, tuple(told), data={"taken": taken})


def explained(one: Mistake, framework: str) -> Iterator[Section]:
    """What was right, why, and what would have told."""
    found = one.sides[framework]
    yield Section(one.question, (f"{one.answers[found.right - 1]}", "", found.why))
    yield Section("Who would have noticed?", tuple(catches(found)))


def _planted(one: Mistake, side: Side, place: Place, path: str) -> Result:
    several = [f"{number}. {text}" for number, text in enumerate(one.answers, 1)]
    asked = [f"{request.method} {named(request.path, place.resource)}" for request in one.requests]
    return Result(
        command="mistake",
        headline=f"Planted `{one.name}` in `{path}` of {side.opened.name}",
        listing=(
            Section("Changed", tuple(_difference(place))),
            Section(one.question, tuple(several)),
            Section("Ask both", tuple(asked)),
        ),
        sections=(
            Section(
                "Next:",
                (
                    f"{typed(side.folders, 'serve')}  # ask both there",
                    f"{way_back(side.folders)}  # takes it back, and says why",
                ),
            ),
        ),
        data={"mistake": one.name, "side": side.framework, "file": path, "project": str(side.opened.folder)},
    )


def _difference(place: Place) -> Iterator[str]:
    """The lines that go and those that come."""
    import difflib  # noqa: PLC0415

    for line in difflib.ndiff(place.before.split("\n"), place.after.split("\n")):
        if line[0] in "-+":
            yield line


def difference(place: Place) -> list[str]:
    """The same, for a page."""
    return list(_difference(place))
