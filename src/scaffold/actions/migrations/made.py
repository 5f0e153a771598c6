"""Makes the next migration with the framework's own tool, in a copy of the project: it becomes a part of the plan."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scaffold.actions.project import Project
from scaffold.core import alterations, plan
from scaffold.core.plan import NEW, Step
from scaffold.core.resource import stored
from scaffold.core.tables import lines
from scaffold.outside import commands, copies, tools
from scaffold.outside.merge.change import Change, Edit
from scaffold.outside.trees import File

from . import alembic, anew, completed, ends, filled, mikro_orm, place
from .completed import Way
from .filled import Filled
from .first import FIRST, history
from .names import name

PACKAGES = {"flask": ".venv", "express": "node_modules"}
# Why these words: Alembic and the Express projects both say them when a migration waits to be applied.
PENDING = "database is not up to date"


@dataclass(frozen=True)
class Unmade:
    """Why a migration was left to a person, as a warning: empty when it was not.

    `pending` is true when the tool makes it once those before it are applied; `needless` when it found no difference.
    """

    warning: str = ""
    pending: bool = False
    needless: bool = False


def made(project: Project, wanted: Mapping[str, Any], change: Change) -> tuple[Change, Unmade]:
    """The change with the migration that it needs, and why the tool could not make it.

    Nothing is made when a database keeps the same, when files are in conflict, or before the packages are installed.
    """
    before, after = lines(project.answers), lines(wanted)
    framework = project.framework
    if unmoved(before, after) or any(edit.path == FIRST[framework] for edit in change.edits):
        return change, Unmade()
    ways = completed.ways(before, after)
    if change.conflicts:
        return change, _by_hand("files are in conflict", ways[0])
    if not os.path.lexists(project.folder / PACKAGES[framework]):
        return change, _by_hand("the packages are not installed", ways[0])
    with tempfile.TemporaryDirectory(prefix="scaffold-") as temporary:
        # Why not the folder's own name: tools take a `%` or a `[` in a path for more than that.
        copy = Path(temporary, "project")
        edits = {edit.path: edit.after for edit in change.edits}
        copies.make(project.folder, copy, linked=(PACKAGES[framework],), edits=edits)
        tool = Tool(framework, str(wanted["database"]), copy)
        try:
            called = name(before, after)
            path = tool.migrate(called) or tool.empty(called, ways)
            files = {path: File(tool.complete(path, ways))} if path else {}
        except ToolError as error:
            return change, _failed(str(error), ways[0])
    return with_files(change, files), Unmade(needless=not files)


def unmoved(before: Sequence[str] | None, after: Sequence[str] | None) -> bool:
    """Whether a database keeps the same for both: what differs, if anything, is for requests to keep to."""
    return before == after or alterations.same(stored(before), stored(after))


def _by_hand(why: str, up: Way) -> Unmade:
    """What is left to a person who runs the tool; nothing when it does it all."""
    left = _values(up.filled)
    return Unmade(f"No migration was made, since {why}.{left}") if left else Unmade()


def _failed(said: str, up: Way) -> Unmade:
    if PENDING in said:
        return Unmade("No migration was made, since others are not applied yet", pending=True)
    return Unmade(f"No migration was made: {said.rstrip('.')}.{_values(up.filled)}")


def _values(rows: Sequence[Filled]) -> str:
    values = ", ".join(f"`{one.table}.{one.column}` = `{'now' if one.now else one.value}`" for one in rows)
    return f" Yours has to give the rows that are there a value: {values}" if rows else ""


@dataclass(frozen=True)
class Tool:
    """The framework's tool, which compares the models in a copy of the project with a database.

    That is the configured one, which has to have all migrations; for SQLite, a new one beside the copy.
    """

    framework: str
    database: str
    copy: Path

    def migrate(self, called: str) -> str | None:
        """The path of the migration that the tool makes; None when it finds no difference. Raises ToolError."""
        known = history(self.framework, self.copy)
        if self.database == "sqlite":
            self.run("upgrade")
        self.run("migrate", called)
        path = next(iter(history(self.framework, self.copy) - known), None)
        # Why: Alembic writes as it likes; npm runs what stands after a script by itself.
        if path and self.framework == "flask":
            self.format(path)
        return path

    def empty(self, called: str, ways: tuple[Way, Way]) -> str | None:
        """The path of a migration that does nothing yet, where there is something to do that the tool does not see."""
        if not ways[0].unseen(self.framework):
            return None
        there, folder = history(self.framework, self.copy), place.usual(self.framework, self.copy)
        if self.framework == "flask":
            path, revision, last = ends.next_file(self.copy, there, folder, called)
            text = alembic.file(called, revision, last, ["    pass"], ["    pass"], sa=True)
        else:
            name = f"Migration{ends.moment(there)}_{called}"
            path, text = f"{folder}/{name}.ts", mikro_orm.file(called, name, [], [])
        (self.copy / path).write_text(text, encoding="utf-8")
        return path

    def complete(self, path: str, ways: tuple[Way, Way]) -> bytes:
        """The migration with what the tool leaves out. Raises ToolError."""
        file = self.copy / path
        text = file.read_text(encoding="utf-8")
        if (self.framework, self.database) == ("express", "sqlite"):
            text = anew.without(text, self.copy.parent / "scratch.db")
        put = filled.fill(self.framework, self.database, text, [one for way in ways for one in way.filled])
        # Why twice: SQLite takes a default away by making the table anew, and the tool knows how.
        if (self.framework, self.database) == ("express", "sqlite") and put != text:
            file.write_text(put, encoding="utf-8")
            if put.count(" default ") > text.count(" default ") and (more := self.migrate("more")):
                put = filled.with_more(put, (self.copy / more).read_text(encoding="utf-8"))
                (self.copy / more).unlink()
        put = completed.completed(self.framework, self.database, put, ways)
        if self.framework == "express" and "this.addSql" not in put:
            raise ToolError("MikroORM finds no difference between the two checks")
        if put != file.read_text(encoding="utf-8"):
            file.write_text(put, encoding="utf-8")
            self.format(path)
        return file.read_bytes()

    def format(self, path: str) -> None:
        """Formats a migration as the project does; one whose formatter is not there stays as it was written."""
        with contextlib.suppress(ToolError):
            self.run("format", *([path] if self.framework == "flask" else []))

    def run(self, step: str, *words: str) -> None:
        """Raises ToolError with what the tool said when it failed."""
        scratch = (self.copy.parent / "scratch.db").as_posix()
        # Why no wait: whoever asked for a change wants to know at once that no database answers.
        settings = {"DATABASE_WAIT_SECONDS": "0"}
        if self.database == "sqlite":
            settings["DATABASE_URL"] = f"sqlite:///{scratch}"
        ended = commands.run(self.copy, *tools.of(self.framework, self.copy).run[step], *words, settings=settings)
        if not ended.done:
            raise ToolError(ended.said)


class ToolError(Exception):
    """Why the tool made no migration: the last line that it said."""


def with_files(change: Change, files: Mapping[str, File]) -> Change:
    """The change, with new files."""
    steps = [*change.steps, *(Step(path, NEW) for path in files)]
    edits = (*change.edits, *(Edit(path, None, file) for path, file in files.items()))
    return replace(change, steps=plan.ordered(steps), edits=edits)
