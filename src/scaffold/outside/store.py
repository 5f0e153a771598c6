"""The template releases in one file: a release is an xz stream put after the ones before it.

A stream holds eight bytes (the length of the header), a header in JSON, and the new contents:
`{"version": "1.2.0", "set": {path: [executable, offset, size]}, "gone": [path]}`, where a path that
did not change is not repeated. The lock beside it holds the digest of each tree, one line per
release.
"""

from __future__ import annotations

import json
import lzma
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from scaffold.core.problem import BUG, Problem

from . import trees
from .trees import File, Tree

STORE = "templates.store"
LOCK = "templates.lock"


def versions(folder: Path) -> tuple[str, ...]:
    """The releases in the store of this folder, oldest first; none when there is no store."""
    return tuple(locked(folder))


def locked(folder: Path) -> dict[str, str]:
    """The digest of each release's tree, oldest first; none when there is no store."""
    lock = folder / LOCK
    if not lock.is_file():
        return {}
    return dict(line.split() for line in lock.read_text("utf-8").splitlines())


def tree(folder: Path, version: str) -> Tree:
    """The files of one release. Raises Problem when it is not there, or not what the lock says."""
    releases = _read(folder)
    if version not in releases:
        raise Problem(
            code="template-version",
            what=f"this scaffold does not have the templates {version}",
            why=f"it has {', '.join(releases) or 'none'}",
            fix="install a newer scaffold: `uv tool upgrade scaffold`",
        )
    if locked(folder).get(version) != trees.digest(releases[version]):
        raise _damaged(folder)
    return releases[version]


def append(folder: Path, version: str, files: Tree) -> None:
    """Adds a release. Raises Problem when the version is there already."""
    releases = _read(folder)
    if version in releases:
        raise Problem(
            code="release-exists",
            what=f"the templates {version} are released already",
            why="projects were made from them, and a release never changes",
            fix="choose the next version",
        )
    folder.mkdir(parents=True, exist_ok=True)
    before = next(reversed(releases.values()), {})
    # Why: each release is a stream of its own, so that no byte of an earlier one ever changes.
    with (folder / STORE).open("ab") as store:
        store.write(_stream(version, before, files))
    with (folder / LOCK).open("a", encoding="utf-8", newline="\n") as lock:
        lock.write(f"{version} {trees.digest(files)}\n")


def _stream(version: str, before: Tree, after: Tree) -> bytes:
    changed = {path: file for path, file in after.items() if before.get(path) != file}
    # Why sorted by suffix: alike contents compress better side by side.
    order = sorted(changed, key=lambda path: (path.rsplit(".", 2)[1:], path))
    entries, contents, offset = {}, [], 0
    for path in order:
        file = changed[path]
        entries[path] = [int(file.executable), offset, len(file.content)]
        contents.append(file.content)
        offset += len(file.content)
    header = json.dumps(
        {
            "version": version,
            "size": offset,
            "set": dict(sorted(entries.items())),
            "gone": sorted(set(before) - set(after)),
        },
        separators=(",", ":"),
    ).encode()
    raw = struct.pack(">Q", len(header)) + header + b"".join(contents)
    return lzma.compress(raw, check=lzma.CHECK_SHA256, preset=9 | lzma.PRESET_EXTREME)


def _read(folder: Path) -> dict[str, Tree]:
    found: dict[str, Tree] = {}
    before: Tree = {}
    for header, contents in _releases(folder):
        after = {path: file for path, file in before.items() if path not in header["gone"]}
        for path, (executable, offset, size) in header["set"].items():
            after[path] = File(contents[offset : offset + size], bool(executable))
        found[header["version"]] = before = dict(sorted(after.items()))
    return found


def _releases(folder: Path) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yields the header and the new contents of each release, oldest first."""
    store = folder / STORE
    if not store.is_file():
        return
    try:
        raw = lzma.decompress(store.read_bytes())
        while raw:
            start = 8 + struct.unpack(">Q", raw[:8])[0]
            header = json.loads(raw[8:start])
            end = start + header["size"]
            yield header, raw[start:end]
            raw = raw[end:]
    except (lzma.LZMAError, struct.error, ValueError, KeyError) as error:
        raise _damaged(folder) from error


def _damaged(folder: Path) -> Problem:
    return Problem(
        code="store-damaged",
        what=f"`{folder / STORE}` is damaged",
        why="its contents are not those that its lock was written for",
        fix="install scaffold again: `uv tool install --force scaffold`",
        exit=BUG,
    )
