"""Switches on, from outside, what writes down the steps and the SQL of the requests that the page sends."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from .development import Side

# Seconds that what an app wrote down may come later than its answer, and between two looks.
LATE, EVERY = 0.4, 0.004
LARGEST = 4_000_000
PROBES = {"flask": ("trace_flask.py", "sitecustomize.py"), "express": ("trace_express.mjs", "trace.mjs")}


@contextlib.contextmanager
def begun() -> Iterator[Path]:
    """A folder for what apps write down; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="scaffold-serve-", ignore_cleanup_errors=True) as made:
        place = Path(made)
        for source, name in PROBES.values():
            (place / name).write_text(files(__package__).joinpath(source).read_text("utf-8"), "utf-8")
        yield place


def traced(side: Side, place: Path) -> Side:
    """The side, started so that it writes down what it does for the page."""
    if side.framework == "flask":
        key, value = "PYTHONPATH", os.pathsep.join(filter(None, [str(place), os.environ.get("PYTHONPATH", "")]))
    else:
        probe = f"--import={(place / PROBES['express'][1]).as_uri()}"
        key, value = "NODE_OPTIONS", f"{os.environ.get('NODE_OPTIONS', '')} {probe}".strip()
    return replace(side, settings={**side.settings, "TRACE": str(place), key: value})


def read(place: Path, framework: str, number: str) -> Mapping[str, Any] | None:
    """The steps and the SQL of a request; None when the app writes nothing down, or did not in time."""
    if not (place / framework).exists():
        return None
    file, end = place / f"{framework}-{number}", time.monotonic() + LATE
    while not file.exists():
        if time.monotonic() > end:
            return None
        time.sleep(EVERY)
    try:
        found = json.loads(file.read_text("utf-8")) if file.stat().st_size < LARGEST else None
    except (OSError, ValueError, RecursionError):
        return None
    file.unlink(missing_ok=True)
    return found if isinstance(found, dict) else None
