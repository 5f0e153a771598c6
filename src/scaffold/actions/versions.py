"""The versions of the templates: which there are, and all of them as a git repository."""

from __future__ import annotations

import os
from pathlib import Path

from scaffold import __version__
from scaffold.core.names import CHANGED, shown, version
from scaffold.core.problem import Problem
from scaffold.core.result import Result, Section
from scaffold.outside import files, history, store, templates

from . import catalogue


def program() -> str:
    """The version of this program, and whether its templates were changed since they were released."""
    return __version__ + ", with changes" * (CHANGED in templates.newest()[0])


def listed() -> Result:
    """All versions that projects can be made from or updated to, oldest first."""
    released = list(store.versions(templates.DATA))
    newest = catalogue.newest().version
    several = released + [newest] * (newest not in released)
    return Result(
        command="templates list",
        listing=(Section("", tuple(map(version, several))),),
        data={"versions": several, "newest": newest},
    )


def export(directory: Path) -> Result:
    """Writes all releases as a git repository into a new folder, with a tag for each. Raises Problem."""
    target = directory.absolute()
    if os.path.lexists(target) and not (target.is_dir() and not any(target.iterdir())):
        raise Problem(
            code="folder-not-empty",
            what=f"`{shown(str(directory))}` is there already",
            why="a history needs a folder of its own",
            fix="choose another folder. Nothing was changed.",
        )
    if not store.versions(templates.DATA):
        raise Problem(
            code="no-release",
            what="there is no release to export",
            why="the store of this scaffold is empty",
            fix="install a scaffold that has one: `uv tool upgrade scaffold-flask-express`",
        )
    with files.aside(target) as folder:
        tags = history.write(templates.DATA, folder)
    return Result(
        command="templates export",
        headline=f"Exported the templates to {directory}: {len(tags)} release{'s' * (len(tags) > 1)}",
        sections=(
            Section(
                "Next:",
                (
                    f'git config --global url."{target}".insteadOf {templates.SOURCE}',
                    "copier update  # in a project, with plain Copier",
                ),
            ),
        ),
        data={"folder": str(target), "tags": list(tags), "source": templates.SOURCE},
    )
