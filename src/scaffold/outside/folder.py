"""Lists and reads a folder that may hold anything: nothing is followed, run, waited for or read without a limit."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from scaffold.core.skipped import SKIPPED

from . import ignored
from .ignored import Rules

Kind = Literal["file", "link", "pipe", "socket", "device"]

_CACHE = "CACHEDIR.TAG"
_IGNORE = ".gitignore"
_KINDS: dict[int, Kind] = {stat.S_IFREG: "file", stat.S_IFLNK: "link", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}
_ENTRIES, _SECONDS, _PATH, _IGNORE_BYTES = 50_000, 5.0, 1000, 65_536


@dataclass(frozen=True)
class Entry:
    """Something in a folder that is no folder. `path` has `/` and can be written as UTF-8; `place` is where it is."""

    path: str
    place: str
    kind: Kind
    size: int


@dataclass
class Listed:
    """All entries; `unread` are folders that could not be read, `complete` is false when there was too much to see."""

    entries: list[Entry] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    unused_rules: int = 0
    complete: bool = True


def listed(root: str) -> Listed:
    """Everything below a folder that git would not ignore, but what is installed and caches. No link is followed."""
    found, until, seen = Listed(), time.monotonic() + _SECONDS, 0
    waiting: list[tuple[str, str, Rules]] = [("", root, ())]
    while waiting:
        prefix, folder, rules = waiting.pop()
        inside = _scanned(folder, _ENTRIES - seen)
        if inside is None:
            found.unread.append(printable(prefix) or "./")
            continue
        names = {entry.name for entry in inside}
        if prefix and _CACHE in names:
            continue
        if _IGNORE in names:
            text = (read(f"{folder}/{_IGNORE}", _IGNORE_BYTES) or b"")[:_IGNORE_BYTES]
            rules, unused = ignored.rules(text.decode("utf-8", "surrogateescape"), prefix, rules)
            found.unused_rules += unused
        for entry in inside:
            seen += 1
            if seen >= _ENTRIES or time.monotonic() > until:
                found.complete = False
                return found
            if below := _sorted_in(entry, prefix, rules, found):
                waiting.append((below, entry.path, rules))
    return found


def _scanned(folder: str, limit: int) -> list[os.DirEntry[str]] | None:
    try:
        with os.scandir(folder) as entries:
            return sorted(_first(entries, limit), key=lambda entry: entry.name)
    except OSError:
        return None


def _first(entries: Iterator[os.DirEntry[str]], limit: int) -> Iterator[os.DirEntry[str]]:
    for _, entry in zip(range(limit), entries, strict=False):
        yield entry


def _sorted_in(entry: os.DirEntry[str], prefix: str, rules: Rules, found: Listed) -> str:
    """Adds a file to what was found; of a folder to be looked into, its path with `/` is given back."""
    path = prefix + entry.name
    try:
        is_folder, status = entry.is_dir(follow_symlinks=False), entry.stat(follow_symlinks=False)
    except OSError:
        found.unread.append(printable(path))
        return ""
    if entry.name in SKIPPED or len(path) > _PATH or ignored.leaves_out(rules, f"{path}/" if is_folder else path):
        return ""
    # Why: a junction of Windows leads elsewhere as a link does.
    if is_folder and not getattr(entry, "is_junction", bool)():
        return f"{path}/"
    shown = printable(path)
    if shown != path:
        found.renamed.append(shown)
    kind = "link" if is_folder else _KINDS.get(stat.S_IFMT(status.st_mode), "device")
    found.entries.append(Entry(shown, entry.path, kind, status.st_size))
    return ""


def printable(path: str) -> str:
    """A path that can be written as UTF-8: bytes of a name that are none become `\\xff`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def read(place: str, limit: int) -> bytes | None:
    """Up to `limit` bytes of a file and one more, so that a longer one is seen; None if it cannot be read."""
    # Why: opening a pipe waits for somebody to write, and what was a file a moment ago may be a link now.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(place, flags)
    except (OSError, ValueError):
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        with os.fdopen(os.dup(descriptor), "rb") as file:
            return file.read(limit + 1)
    except OSError:
        return None
    finally:
        os.close(descriptor)
