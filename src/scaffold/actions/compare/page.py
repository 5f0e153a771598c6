"""Writes the page of a comparison."""

from __future__ import annotations

import os
from pathlib import Path

from scaffold.core.comparison import Comparison, Region
from scaffold.core.names import shown
from scaffold.core.problem import OUTSIDE, Problem
from scaffold.core.result import Result
from scaffold.outside import files

MADE_BY = b'<meta name="generator" content="scaffold compare">'
START = 4096


def refuse_foreign(out: Path) -> None:
    """Raises Problem for a place that cannot be written, or where something is that `scaffold compare` did not make."""
    if not out.parent.is_dir():
        raise _unwritable(out, f"there is no folder `{shown(str(out.parent))}`")
    if not os.access(out.parent, os.W_OK):
        raise _unwritable(out, "the folder is not yours to write to")
    if not os.path.lexists(out):
        return
    if not out.is_file() or out.is_symlink() or MADE_BY not in _start(out):
        raise Problem(
            code="not-our-page",
            what=f"`{shown(str(out))}` is there already",
            why="it is no page that `scaffold compare` made",
            fix="choose another file: `--out FILE`. Nothing was changed.",
        )


def _start(out: Path) -> bytes:
    try:
        with out.open("rb") as file:
            return file.read(START)
    except OSError:
        return b""


def write(comparison: Comparison, out: Path) -> Result:
    """Writes the page whole or not at all. Raises Problem when it cannot be written."""
    from scaffold.pages.compare import page  # noqa: PLC0415

    content = page(comparison).encode("utf-8", "replace")
    try:
        files.write(out, content)
    except OSError as error:
        raise _unwritable(out, str(error.strerror or error).lower()) from error
    alone = f"\n{comparison.alone.sentence}" if comparison.alone else ""
    told = f"{summary(comparison)}{alone}"
    return Result(
        command="compare",
        headline=f"Compared {comparison.title}: {told}\nWrote {out} ({len(content) / 1000:.0f} kB)",
        warnings=comparison.notes,
        data={"page": str(out.resolve()), "bytes": len(content), "notes": list(comparison.notes)},
    )


def summary(comparison: Comparison) -> str:
    """How many concepts are shown, and on how many people have worked."""
    if not comparison.concepts:
        return "files and packages"
    edited = sum(_edited(one.sides.flask) or _edited(one.sides.express) for one in comparison.concepts)
    concepts = f"{len(comparison.concepts)} concept{'s' * (len(comparison.concepts) != 1)}"
    return concepts + (f", {edited} of them edited" if edited else "")


def _edited(region: Region | None) -> bool:
    return region is not None and region.state != "same"


def _unwritable(out: Path, why: str) -> Problem:
    return Problem(
        code="cannot-write",
        what=f"cannot write `{shown(str(out))}`",
        why=why,
        fix="choose another file: `--out FILE`. Nothing was written.",
        exit=OUTSIDE,
    )
