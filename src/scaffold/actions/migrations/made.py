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
from scaffold.core import plan
from scaffold.core.answers import RESOURCES
from scaffold.core.plan import NEW, Step
from scaffold.outside import commands, copies, tools
from scaffold.outside.merge.change import Change, Edit
from scaffold.outside.trees import File

from . import filled
from .filled import Filled
from .first import FIRST, history
from .names import name

PACKAGES = {"flask": ".venv", "express": "node_modules"}
# Why these words: Alembic and the Express projects both say them when a migration waits to be applied.
PENDING = "database is not up to date"


@dataclass(frozen=True)
class Unmade:
    """Why a migration was left to a person, as a warning: empty when it was not.

    `pending` is true when the tool makes it once those before it are applied.
    """

    warning: str = ""
    pending: bool = False


def made(project: Project, wanted: Mapping[str, Any], change: Change) -> tuple[Change, Unmade]:
    """The change with the migration that it needs, and why the tool could not make it.

    Nothing is made when the resources stay, when files are in conflict, or before the packages are installed.
    """
    before, after = project.answers.get(RESOURCES), wanted.get(RESOURCES)
    framework = project.framework
    if before == after or any(edit.path == FIRST[framework] for edit in change.edits):
        return change, Unmade()
    rows = filled.added(before, after)
    if change.conflicts:
        return change, _by_hand("files are in conflict", rows)
    if not os.path.lexists(project.folder / PACKAGES[framework]):
        return change, _by_hand("the packages are not installed", rows)
    with tempfile.TemporaryDirectory(prefix="scaffold-") as temporary:
        # Why not the folder's own name: tools take a `%` or a `[` in a path for more than that.
        copy = Path(temporary, "project")
        edits = {edit.path: edit.after for edit in change.edits}
        copies.make(project.folder, copy, linked=(PACKAGES[framework],), edits=edits)
        tool = Tool(framework, str(wanted["database"]), copy)
        try:
            path = tool.migrate(name(before, after))
            files = {path: File(tool.fill(path, filled.columns(before, after)))} if path else {}
        except ToolError as error:
            return change, _failed(str(error), rows)
    return with_files(change, files), Unmade()


def _by_hand(why: str, rows: Sequence[Filled]) -> Unmade:
    """What is left to a person who runs the tool; nothing when it does it all."""
    return Unmade(f"No migration was made, since {why}.{_values(rows)}") if rows else Unmade()


def _failed(said: str, rows: Sequence[Filled]) -> Unmade:
    if PENDING in said:
        return Unmade("No migration was made, since others are not applied yet", pending=True)
    return Unmade(f"No migration was made: {said.rstrip('.')}.{_values(rows)}")


def _values(rows: Sequence[Filled]) -> str:
    values = ", ".join(f"`{one.table}.{one.column}` = `{one.value}`" for one in rows)
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

    def fill(self, path: str, columns: Sequence[Filled]) -> bytes:
        """The migration with a value for the rows that are there. Raises ToolError."""
        file = self.copy / path
        text = file.read_text(encoding="utf-8")
        put = filled.fill(self.framework, self.database, text, columns)
        if put == text:
            return file.read_bytes()
        file.write_text(put, encoding="utf-8")
        # Why twice: SQLite takes a default away by making the table anew, and the tool knows how.
        if (self.framework, self.database) == ("express", "sqlite") and (more := self.migrate("more")):
            file.write_text(filled.with_more(put, (self.copy / more).read_text(encoding="utf-8")), encoding="utf-8")
            (self.copy / more).unlink()
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
