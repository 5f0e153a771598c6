"""Reads the packages of a Python project: its virtual environment, `uv.lock`, and what it asks for."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from . import Package, Packages, text

PLACES = (".venv", "venv", "env")
# Why not counted: they come with an environment, asked for or not.
BROUGHT = {"pip", "setuptools", "wheel"}
VERSION = re.compile(r"^version(?:_info)? *= *(\d+\.\d+)", re.MULTILINE)


def installed(folder: Path) -> Packages | None:
    """The packages in the project's virtual environment; None when it has none, or an empty one."""
    for name in PLACES:
        place = folder / name
        sites = sorted([*place.glob("lib/python*/site-packages"), *place.glob("Lib/site-packages")])
        if not sites:
            continue
        around = {"python_version": _version(place)}
        found = [one for one in distributions(path=[str(site) for site in sites]) if one.name]
        asked = _asked(folder)
        extras = _extras([*(asked or ()), *(line for one in found for line in one.requires or ())])
        packages = {key: one for key, one in (_package(one, around, extras) for one in found) if key not in BROUGHT}
        if packages:
            return Packages(packages, _wanted(asked, around), f"`{name}`", installed=True)
    return None


def locked(folder: Path) -> Packages | None:
    """The packages in `uv.lock`; None when there is none that can be read."""
    try:
        return _locked(folder)
    except (AttributeError, KeyError, TypeError):
        return None


def _locked(folder: Path) -> Packages | None:
    around = {"python_version": _version(folder)}
    entries = _toml(folder / "uv.lock").get("package", [])
    extras: dict[str, set[str]] = defaultdict(set)
    for need in (need for one in entries for need in one.get("dependencies", [])):
        extras[need["name"]].update(need.get("extra", ()))
    packages = {}
    for one in entries:
        name = one["name"]
        more = [need for extra in extras[name] for need in one.get("optional-dependencies", {}).get(extra, ())]
        needs = [
            need["name"]
            for need in [*one.get("dependencies", []), *more]
            if "marker" not in need or _holds(f"x; {need['marker']}", around)
        ]
        if not {"virtual", "editable"} & set(one.get("source", {})):
            packages[name] = Package(name, name, one.get("version", ""), needs=tuple(needs))
    return Packages(packages, _wanted(_asked(folder), around), "`uv.lock`", installed=False) if packages else None


def _version(place: Path) -> str:
    match = VERSION.search(text(place / "pyvenv.cfg"))
    return match[1] if match else "3.14"


def _package(one: Distribution, around: Mapping[str, str], extras: Mapping[str, set[str]]) -> tuple[str, Package]:
    key = canonicalize_name(one.name)
    said = [one.metadata[name] for name in ("License-Expression", "License") if name in one.metadata]
    licence = next(filter(None, said), "")
    needs = _names(one.requires or (), around, extras.get(key, set()))
    first = licence.splitlines()[0] if licence else ""
    return key, Package(key, one.name, one.version, first, tuple(needs), partial(_files, one))


def _files(one: Distribution) -> Iterator[Path]:
    """What was installed. Why no bytecode: Python writes it as it goes."""
    return (Path(str(one.locate_file(file))) for file in one.files or () if file.suffix != ".pyc")


def _asked(folder: Path) -> list[str] | None:
    """The lines that name what the project needs to run; None when there are none."""
    document = _toml(folder / "pyproject.toml")
    for keys in (("project", "dependencies"), ("tool", "poetry", "dependencies")):
        found: Any = document
        for key in keys:
            found = found.get(key, {}) if isinstance(found, dict) else {}
        if found and isinstance(found, list | dict):
            return [line for line in found if isinstance(line, str) and line != "python"]
    if not (folder / "requirements.txt").is_file():
        return None
    lines = text(folder / "requirements.txt").splitlines()
    return [line.partition(" #")[0].partition("--hash")[0].strip(" \\") for line in lines]


def _wanted(asked: list[str] | None, around: Mapping[str, str]) -> frozenset[str] | None:
    return None if asked is None else frozenset(_names(asked, around, set())) or None


def _extras(lines: Iterable[str]) -> dict[str, set[str]]:
    """The extras of packages that anybody asks for."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if "[" in line and (requirement := _read(line)):
            found[canonicalize_name(requirement.name)] |= requirement.extras
    return found


def _names(lines: Iterable[str], around: Mapping[str, str], extras: set[str]) -> Iterator[str]:
    """The packages of requirements that hold here, for one of the extras or without any."""
    for line in lines:
        requirement = _read(line)
        if requirement and any(_holds(line, {**around, "extra": extra}) for extra in ("", *extras)):
            yield canonicalize_name(requirement.name)


def _holds(line: str, around: Mapping[str, str]) -> bool:
    requirement = _read(line)
    marker = requirement.marker if requirement else None
    return bool(requirement) and (marker is None or marker.evaluate({"extra": "", **around}))


@cache
def _read(line: str) -> Requirement | None:
    try:
        return Requirement(line)
    except InvalidRequirement:
        return None


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text(file))
    except ValueError:
        return {}
