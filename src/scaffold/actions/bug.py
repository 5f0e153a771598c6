"""Turns an error that nobody expected into a problem, with everything needed to mend it in a log."""

from __future__ import annotations

import tempfile
import time
import traceback
from pathlib import Path

from scaffold.core.names import shown
from scaffold.core.problem import BUG, Problem
from scaffold.outside import cache


def report(error: BaseException) -> Problem:
    """Writes the traceback to a log file and returns the problem that names it."""
    text = "".join(traceback.format_exception(error))
    name = time.strftime("scaffold-%Y%m%d-%H%M%S.log")
    kept = cache.folder()
    where = "it could not be logged"
    for folder in ([kept / "logs"] if kept else []) + [Path(tempfile.gettempdir())]:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
            where = f"the log is {folder / name}"
            break
        except OSError:
            continue
    return Problem(
        code="bug",
        what=f"scaffold made a mistake: {type(error).__name__}: {shown(str(error), 200)}",
        why=f"this is a bug in scaffold; {where}",
        fix="run the same command with `--debug` to see where, and report it",
        exit=BUG,
    )
