"""Which packages a project asks for: what its files say, whoever wrote them. Nothing is run, fetched or resolved."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from . import folder

Group = Literal["runtime", "development"]
_LIMIT = 256_000
_TOOLS = re.compile(r"(?i)dev|test|lint|doc|typ|check|\bci\b")
_OPTION = re.compile(r"\s*(#|-|$)")
# Why not shown: what stands in an address may be a password.
_ADDRESS = re.compile(r"://|^(git|file|link|workspace|github|http)\b|@.*:")
_ELSEWHERE = "from an address"


class Asked(NamedTuple):
    """One package as a project asks for it."""

    name: str
    wanted: str
    group: Group


def python(root: Path) -> tuple[Asked, ...]:
    """What `pyproject.toml` asks for; if that has nothing to run, also what `requirements.txt` and its like ask for."""
    document = _toml(root / "pyproject.toml")
    found = [*_project(document), *_poetry(document), *_pipfile(_toml(root / "Pipfile"))]
    if not any(asked.group == "runtime" for asked in found):
        for path in sorted([*root.glob("requirements*.txt"), *root.glob("requirements/*.txt")])[:20]:
            group: Group = "development" if _TOOLS.search(path.name.removeprefix("requirements")) else "runtime"
            found += _read((_text(path) or "").splitlines(), group)
    return _once(found)


def _project(document: Mapping[str, Any]) -> Iterator[Asked]:
    project = _table(document, "project")
    yield from _read(_list(project, "dependencies"), "runtime")
    for name in _table(project, "optional-dependencies"):
        group: Group = "development" if _TOOLS.search(name) else "runtime"
        yield from _read(_list(_table(project, "optional-dependencies"), name), group)
    for name in _table(document, "dependency-groups"):
        yield from _read(_list(_table(document, "dependency-groups"), name), "development")
    yield from _read(_list(_table(document, "tool", "uv"), "dev-dependencies"), "development")


def _poetry(document: Mapping[str, Any]) -> Iterator[Asked]:
    poetry = _table(document, "tool", "poetry")
    yield from _named(_table(poetry, "dependencies"), "runtime")
    yield from _named(_table(poetry, "dev-dependencies"), "development")
    for name in _table(poetry, "group"):
        yield from _named(_table(poetry, "group", name, "dependencies"), "development")


def _pipfile(document: Mapping[str, Any]) -> Iterator[Asked]:
    yield from _named(_table(document, "packages"), "runtime")
    yield from _named(_table(document, "dev-packages"), "development")


def _named(table: Mapping[str, Any], group: Group) -> Iterator[Asked]:
    for name, value in table.items():
        version = value.get("version", "") if isinstance(value, dict) else value
        if name != "python":
            yield Asked(canonicalize_name(name), _wanted(version), group)


def _read(lines: Iterable[Any], group: Group) -> Iterator[Asked]:
    for line in lines:
        if isinstance(line, str) and len(line) < 1000 and not _OPTION.match(line):
            try:
                requirement = Requirement(line.partition(" #")[0].partition(" --hash")[0].rstrip(" \\"))
            except InvalidRequirement:
                continue
            lowest_first = sorted(map(str, requirement.specifier), key=lambda one: "<" in one)
            wanted = _ELSEWHERE if requirement.url else ",".join(lowest_first)
            yield Asked(canonicalize_name(requirement.name), wanted, group)


def node(root: Path) -> tuple[Asked, ...]:
    """What `package.json` asks for."""
    try:
        document = json.loads(_text(root / "package.json") or "{}")
    except (ValueError, RecursionError):
        return ()
    groups: Mapping[str, Group] = {
        "dependencies": "runtime",
        "optionalDependencies": "runtime",
        "peerDependencies": "runtime",
        "devDependencies": "development",
    }
    return _once(
        Asked(name, _wanted(wanted), group)
        for key, group in groups.items()
        for name, wanted in _table(document, key).items()
    )


def _wanted(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    return _ELSEWHERE if _ADDRESS.search(value) or len(value) > 100 else value


def _once(found: Iterable[Asked]) -> tuple[Asked, ...]:
    kept: dict[str, Asked] = {}
    for asked in found:
        if 0 < len(asked.name) <= 214:
            kept.setdefault(asked.name, asked)
    return tuple(kept.values())


def _toml(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(_text(path) or "")
    except (ValueError, RecursionError):
        return {}


def _text(path: Path) -> str | None:
    content = folder.read(str(path), _LIMIT)
    return None if content is None or len(content) > _LIMIT else content.decode("utf-8-sig", "replace")


def _table(found: Any, *keys: str) -> Mapping[str, Any]:
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}


def _list(table: Mapping[str, Any], key: str) -> list[Any]:
    found = table.get(key)
    return found if isinstance(found, list) else []
