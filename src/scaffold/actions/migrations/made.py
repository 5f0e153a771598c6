"""Makes the next migration with the framework's own tool, in a copy of the project: it becomes a part of the plan."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from scaffold.actions.project import Project
from scaffold.core import plan
from scaffold.core.answers import RESOURCES
from scaffold.core.plan import NEW, Step
from scaffold.outside import commands, copies
from scaffold.outside.merge.change import Change, Edit
from scaffold.outside.trees import File

from .first import FIRST, history
from .names import name

PACKAGES = {"flask": ".venv", "express": "node_modules"}
FLASK = f".venv/{'Scripts' if os.name == 'nt' else 'bin'}/flask"
TOOL = {
    "flask": {
        "upgrade": (FLASK, "--app", "wsgi", "db", "upgrade"),
        "migrate": (FLASK, "--app", "wsgi", "db", "migrate", "-m"),
    },
    "express": {
        "upgrade": ("npm", "run", "--silent", "db:upgrade"),
        "migrate": ("npm", "run", "--silent", "db:migrate", "--"),
    },
}


def made(project: Project, wanted: Mapping[str, Any], change: Change) -> tuple[Change, str]:
    """The change with the migration that it needs, and a warning when the tool could not make it.

    Nothing is made when the resources stay, when files are in conflict, or before the packages are installed.
    """
    before, after = project.answers.get(RESOURCES), wanted.get(RESOURCES)
    framework = project.framework
    ready = os.path.lexists(project.folder / PACKAGES[framework]) and not change.conflicts
    if before == after or not ready or any(edit.path == FIRST[framework] for edit in change.edits):
        return change, ""
    with tempfile.TemporaryDirectory(prefix="scaffold-") as temporary:
        copy = Path(temporary, project.folder.name)
        edits = {edit.path: edit.after for edit in change.edits}
        copies.make(project.folder, copy, linked=(PACKAGES[framework],), edits=edits)
        known = history(framework, copy)
        failed = _run(framework, copy, called=name(before, after), scratch=str(wanted.get("database")) == "sqlite")
        if failed:
            return change, failed
        files = {path: File((copy / path).read_bytes()) for path in sorted(history(framework, copy) - known)}
    return with_files(change, files), ""


def _run(framework: str, copy: Path, *, called: str, scratch: bool) -> str:
    """Lets the tool compare the models with a database: why it could not.

    That is the configured one, which has to have all migrations; of SQLite, a new one in the temporary folder.
    """
    settings = {"DATABASE_URL": f"sqlite:///{(copy.parent / 'scratch.db').as_posix()}"} if scratch else {}
    tool = TOOL[framework]
    steps = ([tool["upgrade"]] if scratch else []) + [(*tool["migrate"], called)]
    for words in steps:
        ended = commands.run(copy, *words, settings=settings)
        if not ended.done:
            return f"no migration was made: {ended.said}"
    return ""


def with_files(change: Change, files: Mapping[str, File]) -> Change:
    """The change, with new files."""
    steps = [*change.steps, *(Step(path, NEW) for path in files)]
    edits = (*change.edits, *(Edit(path, None, file) for path, file in files.items()))
    return replace(change, steps=plan.ordered(steps), edits=edits)
