"""What can go wrong while a change is written."""

from __future__ import annotations

import os
from pathlib import Path

from scaffold.core.problem import OUTSIDE, Problem


def half_way(project: Path, error: Exception) -> Problem:
    """The problem of a change that could be neither finished nor taken back."""
    return Problem(
        code="half-way",
        what=f"stopped half-way: some files of `{project.name}` are changed, some are not",
        why=str(getattr(error, "strerror", None) or error).lower(),
        fix="make room, or make it writable; the next command of scaffold, such as `scaffold status`, "
        "takes back what was changed. Nothing is lost.",
        exit=OUTSIDE,
    )


def busy(folder: str) -> Problem:
    """The problem of a project that another scaffold holds, by the folder that says so."""
    return Problem(
        code="busy",
        what="another scaffold is changing this project",
        why=f"it holds `{folder}`",
        fix="wait until it is done, and run the same command again. Nothing was changed.",
        exit=OUTSIDE,
    )


def unwritable(project: Path, error: OSError) -> Problem:
    """The problem of a project that could not be written, and was not changed."""
    named = error.filename2 or error.filename
    path = Path(os.path.relpath(named, project)) if isinstance(named, str | Path) else Path()
    return Problem(
        code="cannot-write",
        what=f"cannot write `{path.as_posix()}` in `{project}`",
        why=str(error.strerror or error).lower(),
        fix="make room, or make it writable, and run the same command again. Nothing was changed.",
        exit=OUTSIDE,
    )
