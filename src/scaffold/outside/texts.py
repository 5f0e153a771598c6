"""The text files of somebody's project: found with limits, read when they are asked for."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

# Why: what is installed, built or kept by tools is nobody's code.
LEFT_OUT = frozenset(
    [".git", "node_modules", ".venv", "venv", "env", "__pycache__", "dist", "build", "coverage", "htmlcov", "instance"]
)
MOST = 5000
LARGEST = 1_000_000


class Texts(Mapping[str, str]):
    """Files by path with `/`. Links are not followed; what is too large, or no text, is empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._paths = dict.fromkeys(_found(folder))
        self._read: dict[str, str] = {}

    def __getitem__(self, path: str) -> str:
        if path not in self._paths:
            raise KeyError(path)
        if path not in self._read:
            self._read[path] = _text(self._folder / path)
        return self._read[path]

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _found(root: Path) -> Iterator[str]:
    count = 0
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in LEFT_OUT and not _hidden(name))
        for name in sorted(files):
            path = Path(folder, name)
            if count < MOST and _ordinary(path):
                count += 1
                yield path.relative_to(root).as_posix()


def _hidden(name: str) -> bool:
    # Why: caches of tools begin with a dot, and so do the settings of an editor or of GitHub, which are ours.
    return name.startswith(".") and name.endswith(("_cache", ".egg-info", "tox", "nox"))


def _ordinary(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _text(path: Path) -> str:
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
        return "" if b"\0" in content else content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
