"""What is installed for a project, or locked: every package, and which others it pulls in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scaffold.outside import folder as reader

# Bytes. Why so many: the lock file of a large project.
LARGEST = 20_000_000


@dataclass(frozen=True)
class Package:
    """One package. `key` is its own among all; `needs` are keys of others; `files` looks for those installed."""

    key: str
    name: str
    version: str
    licence: str = ""
    needs: tuple[str, ...] = ()
    files: Callable[[], Iterable[Path]] = tuple


@dataclass(frozen=True)
class Packages:
    """All packages of a project by key, the keys of those that it asks for to run, and where this is known from.

    `wanted` is None when it is not known what the project asks for.
    """

    all: Mapping[str, Package]
    wanted: frozenset[str] | None
    source: str
    installed: bool

    def to_run(self) -> tuple[Package, ...]:
        """Those that the project needs to run, with everything that they pull in; all, when that is not known."""
        if self.wanted is None:
            return tuple(self.all.values())
        found: dict[str, Package] = {}
        waiting = [*self.wanted]
        while waiting:
            key = waiting.pop()
            if key in self.all and key not in found:
                found[key] = self.all[key]
                waiting += found[key].needs
        return tuple(found.values())


def of(framework: str, folder: Path) -> Packages | None:
    """The packages of a project: installed ones, else those of its lock file; None when it has neither.

    None as well when what they say about themselves cannot be understood.
    """
    from . import node, python  # noqa: PLC0415

    try:
        if framework == "flask":
            return python.installed(folder) or python.locked(folder)
        return node.installed(folder) or node.locked(folder)
    # Why: these files are anybody's, and may have anything where a name or a list belongs.
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
        return None


def text(file: Path) -> str:
    """What a file says, nothing if it is none or cannot be read. Raises ValueError when it is no UTF-8."""
    content = reader.read(str(file), LARGEST)
    return "" if content is None or len(content) > LARGEST else content.decode()


def size(files: Iterable[Path]) -> int:
    """Bytes of files; what is not there counts nothing."""
    return sum(_sizes(files))


def _sizes(files: Iterable[Path]) -> Iterator[int]:
    for file in files:
        try:
            yield os.lstat(file).st_size
        except OSError:
            continue
