"""What can go wrong while a change is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from scaffold.core.problem import OUTSIDE, Problem

from .kept import ASIDE

MEANWHILE = "changed-meanwhile"


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


def busy(project: Path, holder: str) -> Problem:
    """The problem of a project that another scaffold holds for too long."""
    return Problem(
        code="busy",
        what=f"another scaffold is changing `{project.name}`",
        why=f"{holder} holds it",
        fix="wait until it is done, and run the same command again. Nothing was changed.",
        exit=OUTSIDE,
    )


def meanwhile(paths: Iterable[str], more: str = "") -> Problem:
    """The problem of files that somebody wrote while a change was worked out, and that cannot be merged into it."""
    return Problem(
        code=MEANWHILE,
        what="the project changed while this was worked out: " + ", ".join(f"`{path}`" for path in sorted(paths)),
        why="another program wrote to it, and the change was made for what was there before",
        fix=f"run the same command again. Nothing was changed.{more}",
        exit=OUTSIDE,
    )


def in_the_way(obstacles: Mapping[str, str]) -> Problem:
    """The problem of places where something else is, by path and why."""
    return Problem(
        code="in-the-way",
        what="cannot write " + ", ".join(f"`{path}`" for path in obstacles),
        why="; ".join(sorted(set(obstacles.values()))),
        fix="move it away, and run the same command again. Nothing was changed.",
    )


def checked_out(project: Path) -> Problem:
    """The problem of a project whose commit changed while a change was worked out."""
    return Problem(
        code="checkout-meanwhile",
        what=f"git checked out another commit in `{project.name}` while this was worked out",
        why="the change was made for the files that were there before",
        fix="run the same command again. Nothing was changed.",
        exit=OUTSIDE,
    )


def unwritable(project: Path, error: OSError) -> Problem:
    """The problem of a project that could not be written, and was not changed."""
    # Why not always the second: what is moved aside goes to a folder of ours.
    named = error.filename if ASIDE in str(error.filename2) else error.filename2 or error.filename
    path = Path(os.path.relpath(named, project)) if isinstance(named, str | Path) else Path()
    return Problem(
        code="cannot-write",
        what=f"cannot write `{path.as_posix()}` in `{project}`",
        why=str(error.strerror or error).lower(),
        fix="make room, or make it writable, and run the same command again. Nothing was changed.",
        exit=OUTSIDE,
    )
