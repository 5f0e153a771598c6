"""The file that keeps what was measured on a pair."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

from scaffold.core import measured
from scaffold.core.measured import Measurements
from scaffold.core.names import shown
from scaffold.core.problem import OUTSIDE, Problem
from scaffold.outside import files

FILE = "measurements.json"


def read(file: Path) -> Measurements | None:
    """What was measured before; None where nothing was. Raises Problem for a file that is something else."""
    if not file.exists():
        return None
    try:
        return measured.read(json.loads(file.read_text("utf-8")))
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise Problem(
            code="not-measurements",
            what=f"`{file.name}` cannot be read",
            why=f"it is not what `scaffold measure` writes: {error}",
            fix=f"put it aside: `mv {file.name} {file.stem}.old.json`, and measure again",
        ) from error


def write(file: Path, found: Measurements) -> None:
    """Writes it whole or not at all. Raises Problem when it cannot be written."""
    text = json.dumps(measured.document(found), indent=1, ensure_ascii=False) + "\n"
    try:
        files.write(file, text.encode())
    except OSError as error:
        raise _unwritable(file, error) from error


def refuse_unwritable(file: Path) -> None:
    """Raises Problem when the file cannot be written. Why asked: measuring takes minutes."""
    if not os.access(file.parent, os.W_OK):
        raise _unwritable(file, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))


def _unwritable(file: Path, error: OSError) -> Problem:
    return Problem(
        code="cannot-write",
        what=f"cannot write `{shown(str(file))}`, where measurements of this pair are kept",
        why=str(error.strerror or error).lower(),
        fix="make its folder yours to write to, and run the same command again",
        exit=OUTSIDE,
    )
