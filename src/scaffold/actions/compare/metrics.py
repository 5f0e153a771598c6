"""Measures both projects: lines, packages, files, bytes, and how long a start takes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from scaffold.core.comparison import Both, Live, Metric
from scaffold.outside import code_lines
from scaffold.outside import packages as installed
from scaffold.outside.packages import Packages

OWN = {"flask": ("app", code_lines.PYTHON), "express": ("src", code_lines.SCRIPT)}
INSTALL = {"flask": "uv sync", "express": "npm install"}
# Why: others wrote what is in them.
FOREIGN = {".venv", "venv", "env", "node_modules", "dist", "build", "__pycache__", "site-packages"}
# Files of a project that are looked at.
MOST = 5000


def metrics(flask: Path, express: Path, live: Live | None) -> tuple[Metric, ...]:
    """All numbers of a pair. What cannot be measured has None, and `how` tells why."""
    folders = {"flask": flask, "express": express}
    found = {side: installed.of(side, folder) for side, folder in folders.items()}
    return (_lines(folders), *_packages(found), _start(live))


def _lines(folders: dict[str, Path]) -> Metric:
    values: dict[str, int] = {}
    where = []
    for side, folder in folders.items():
        name, kinds = OWN[side]
        part = folder / name
        values[side] = sum(map(code_lines.count, _sources(part if part.is_dir() else folder, kinds)))
        where.append(f"`{name}/`" if part.is_dir() else f"all of {folder.name}, which has no `{name}/`")
    how = f"in {where[0]} and {where[1]}, without empty lines, comments and docstrings"
    return Metric("lines", "Lines of code", "", _both({side: value or None for side, value in values.items()}), how)


def _sources(folder: Path, kinds: tuple[str, ...]) -> Iterator[Path]:
    seen = 0
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in FOREIGN and not name.startswith("."))
        for name in sorted(files):
            seen += 1
            if seen > MOST:
                return
            if name.endswith(kinds):
                yield Path(place, name)


def _packages(found: dict[str, Packages | None]) -> Iterator[Metric]:
    counts: dict[str, float | None] = {}
    files: dict[str, float | None] = {}
    sizes: dict[str, float | None] = {}
    for side, several in found.items():
        needed = several.to_run() if several else ()
        there = [file for one in needed for file in one.files()] if several and several.installed else []
        counts[side] = len({(one.name, one.version) for one in needed}) if several else None
        files[side] = len(there) if there else None
        sizes[side] = installed.size(there) if there else None
    how = "; ".join(_how(side, several) for side, several in found.items())
    yield Metric("packages", "Packages installed", "", _both(counts), how)
    missing = [INSTALL[side] for side, value in files.items() if value is None]
    for key, title, unit, values in (
        ("files", "Files installed", "", files),
        ("size", "Size on disk", "bytes", sizes),
    ):
        looked = "of what is installed, without compiled Python and files of the project"
        how = f"not known before they are installed: `{'`, `'.join(missing)}`" if missing else looked
        yield Metric(key, title, "bytes" if unit else "", _both(values), how)


def _how(side: str, several: Packages | None) -> str:
    name = side.capitalize()
    if not several:
        return f"{name}: not known before they are installed (`{INSTALL[side]}`)"
    total = len({(one.name, one.version) for one in several.all.values()})
    if several.wanted is None:
        return f"{name}: all {total} in {several.source}, as the project does not say which it needs to run"
    return f"{name}: what it needs to run, with everything that it pulls in, of {total} in {several.source}"


def _start(live: Live | None) -> Metric:
    if not live or not live.starts.flask or not live.starts.express:
        return Metric("start", "Start to first answer", "seconds", Both(None, None), "measured with `--live`")
    starts = live.starts
    spread = ", ".join(
        f"{side.capitalize()} from {min(one):.2f} to {max(one):.2f} s"
        for side, one in (("flask", starts.flask), ("express", starts.express))
    )
    how = (
        f"median of {len(starts.flask)} starts in turns, in production with one process that serves, "
        f"until `GET /healthz` has its first answer: {spread}"
    )
    return Metric("start", "Start to first answer", "seconds", Both(median(starts.flask), median(starts.express)), how)


def _both(values: dict[str, float | None]) -> Both[float | None]:
    return Both(values["flask"], values["express"])
