"""Reads the packages of a Node project: its `node_modules`, `package-lock.json`, and what it asks for."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from . import Package, Packages, text

MODULES = "node_modules"
NEEDS = ("dependencies", "optionalDependencies", "peerDependencies")


def installed(folder: Path) -> Packages | None:
    """The packages in `node_modules`, nested ones included; None when there are none."""
    packages = {}
    described = {str(place.relative_to(folder)): place for place in _places(folder / MODULES)}
    for key, place in described.items():
        data = _json(place / "package.json")
        packages[key] = _package(key, data, described, partial(_files, place))
    if not packages:
        return None
    return Packages(packages, _wanted(folder, packages), f"`{MODULES}`", installed=True)


def locked(folder: Path) -> Packages | None:
    """The packages in `package-lock.json`; None when there is none that can be read."""
    entries = _json(folder / "package-lock.json").get("packages")
    if not isinstance(entries, dict):
        return None
    found = {key: one for key, one in entries.items() if key and isinstance(one, dict)}
    packages = {key: _package(key, data, found, tuple) for key, data in found.items()}
    return Packages(packages, _wanted(folder, packages), "`package-lock.json`", installed=False) if packages else None


def _places(modules: Path) -> Iterator[Path]:
    """The folders of packages, also of those inside of others. Why no links: a workspace is the project's own."""
    for entry in _entries(modules):
        if entry.name.startswith("@"):
            inner = [one for one in _entries(Path(entry.path)) if one.is_dir(follow_symlinks=False)]
        elif entry.name.startswith(".") or not entry.is_dir(follow_symlinks=False):
            continue
        else:
            inner = [entry]
        for one in inner:
            place = Path(one.path)
            if (place / "package.json").is_file():
                yield place
                yield from _places(place / MODULES)


def _files(place: Path) -> Iterator[Path]:
    for entry in _entries(place):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != MODULES:
                yield from _files(Path(entry.path))
        else:
            yield Path(entry.path)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda one: one.name)
    except OSError:
        return []


def _package(
    key: str, data: Mapping[str, Any], there: Mapping[str, Any], files: Callable[[], Iterable[Path]]
) -> Package:
    licence = data.get("license")
    if isinstance(licence, dict):
        licence = licence.get("type")
    named = [data.get(part) for part in NEEDS]
    names = [name for part in named if isinstance(part, dict) for name in part]
    needs = (_resolved(key, name, there) for name in names)
    return Package(
        key=key,
        name=key.rpartition(f"{MODULES}/")[2],
        version=str(data.get("version", "")),
        licence=licence if isinstance(licence, str) else "",
        needs=tuple(dict.fromkeys(need for need in needs if need)),
        files=files,
    )


def _resolved(key: str, name: str, there: Mapping[str, Any]) -> str | None:
    """The package that Node finds under a name: in the package's own folder, or further up."""
    place = key
    while True:
        found = f"{place}/{MODULES}/{name}".lstrip("/")
        if found in there or not place:
            return found if found in there else None
        place = place.rpartition(f"/{MODULES}/")[0] if f"/{MODULES}/" in place else ""


def _wanted(folder: Path, there: Mapping[str, Any]) -> frozenset[str] | None:
    asked = _json(folder / "package.json").get("dependencies")
    if not isinstance(asked, dict):
        return None
    return frozenset(found for name in asked if (found := _resolved("", name, there)))


def _json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(text(file) or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
