"""Keeps trees in the user's cache, each by a key that its content never changes for.

An entry is one file: the SHA-256 of all that follows, and that compressed. Whatever is there and is not what was kept
is as if it were not there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import struct
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .trees import File, Tree

# Bytes: of all entries, of one of them as it is kept, and of what is in it.
LIMIT, ENTRY, CONTENT = 200_000_000, 8_000_000, 64_000_000
SUFFIX = ".tree"
HASH = hashlib.sha256().digest_size
# Bytes that this run kept since it last looked at all entries. Why that many at first: others may have left too much.
_since = [LIMIT]


def folder() -> Path | None:
    """Where this program may keep what it can make again; None when nothing can be kept."""
    if given := os.environ.get("SCAFFOLD_CACHE_DIR"):
        return Path(given)
    base = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "scaffold"
    except RuntimeError:
        return None


def own(found: os.stat_result) -> bool:
    """Whether nobody but this user (or the system) can have written something."""
    return os.name == "nt" or (found.st_uid in (os.geteuid(), 0) and not found.st_mode & 0o022)


def key(*facts: object) -> str:
    """The name of what these facts alone decide."""
    return hashlib.sha256(repr(facts).encode("utf-8", "surrogatepass")).hexdigest()


def find(name: str) -> Tree | None:
    """What was kept; None when it is not there, not whole, or not of this user."""
    place = _place(name)
    try:
        return _unpacked(place, name) if place else None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, struct.error, zlib.error, RecursionError):
        return None


def keep(name: str, tree: Tree) -> None:
    """Keeps a tree, if that can be done; the least used entries go when there are too many."""
    place = _place(name)
    files = {path: [int(file.executable), len(file.content)] for path, file in tree.items()}
    head = json.dumps({"key": name, "files": files}).encode("utf-8", "surrogateescape")
    body = struct.pack(">Q", len(head)) + head + b"".join(file.content for file in tree.values())
    packed = zlib.compress(body, 1)
    if not place or len(packed) > ENTRY or len(body) > CONTENT:
        return
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        write(place, hashlib.sha256(packed).digest() + packed)
        # Why not each time: a thousand projects have two thousand entries.
        _since[0] += len(packed)
        if _since[0] >= LIMIT // 20:
            _prune(place.parent)
            _since[0] = 0


def _place(name: str) -> Path | None:
    cache = folder()
    return cache / "kept" / f"{name}{SUFFIX}" if cache else None


def read(place: Path, limit: int) -> bytes | None:
    """The content of a file that only this user can have written; None when it is larger or no such file.

    Raises OSError when there is none.
    """
    # Why: what is there may be a link to a file of somebody else, or a pipe that nobody writes to.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(place, flags), "rb") as file:
        facts = os.fstat(file.fileno())
        if not stat.S_ISREG(facts.st_mode) or not own(facts) or facts.st_size > limit:
            return None
        return file.read(limit)


def _unpacked(place: Path, name: str) -> Tree | None:
    raw = read(place, ENTRY + HASH)
    if not raw or hashlib.sha256(raw[HASH:]).digest() != raw[:HASH]:
        return None
    unpacked = zlib.decompressobj()
    body = unpacked.decompress(raw[HASH:], CONTENT)
    if not unpacked.eof:
        return None
    start = 8 + struct.unpack(">Q", body[:8])[0]
    head = json.loads(body[8:start])
    if head["key"] != name:
        return None
    # Why: what was used last is dropped last.
    with contextlib.suppress(OSError):
        os.utime(place)
    return _tree(head["files"], body[start:])


def _tree(files: Mapping[str, Any], contents: bytes) -> Tree | None:
    found, at = {}, 0
    for path, (executable, size) in files.items():
        found[path] = File(contents[at : at + size], bool(executable))
        at += size
    return found if at == len(contents) and all(map(_is_path, found)) else None


def _is_path(path: str) -> bool:
    """Whether a path stays in its project, on every system, and out of git's own folder."""
    parts = path.split("/")
    return not set(parts) & {"", ".", ".."} and not set(path) & set("\\\0:") and ".git" not in path.lower().split("/")


def write(place: Path, content: bytes) -> None:
    """Writes a file in one step. Raises OSError."""
    # Why aside: another run may read it, or write the same, and this one may be killed.
    handle, aside = tempfile.mkstemp(prefix=".new-", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).replace(place)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def _prune(place: Path) -> None:
    """Removes the entries that were used least, and what killed runs left, once all are too large."""
    with os.scandir(place) as entries:
        found = [
            (facts.st_mtime, facts.st_size, one.path) for one in entries if (facts := one.stat(follow_symlinks=False))
        ]
    total = sum(size for _, size, _ in found)
    # Why so many: this is not done again at once.
    for _, size, path in sorted(found) if total > LIMIT else ():
        if total <= LIMIT * 3 // 4:
            return
        Path(path).unlink(missing_ok=True)
        total -= size
