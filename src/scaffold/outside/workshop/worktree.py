"""The files that people see, listed and made those of a commit. What is installed is neither kept nor touched."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scaffold.core.names import listed, shown
from scaffold.core.problem import OUTSIDE, Problem
from scaffold.core.skipped import SKIPPED
from scaffold.outside.merge import git

FILE, RUNS, LINK = "100644", "100755", "120000"
# Why the lock files: what is installed goes with them, and an installer makes them anew.
LEFT = SKIPPED | {".vscode", ".fleet", ".zed", "uv.lock", "package-lock.json", "lost+found"}

# Bytes. Why: a recording of the day would be read into memory whole.
LARGE = 64 * 1024 * 1024


@dataclass(frozen=True)
class Kept:
    """One file: its mode as git has it, its content (of a link where it leads), and the modes of its system."""

    mode: str
    content: bytes
    own: int = 0

    @property
    def digest(self) -> str:
        """The name that git gives to its content."""
        return hashlib.sha1(b"blob %d\0" % len(self.content) + self.content, usedforsecurity=False).hexdigest()


@dataclass
class Found:
    """What a folder holds, by path with `/`: its files, its empty folders, what is left there, what cannot be read."""

    files: dict[str, Kept] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def is_left(name: str) -> bool:
    """Whether something of this name is neither kept nor touched, whatever it is."""
    # Why in any case: git keeps no path with a part that some system takes for its own folder.
    return name in LEFT or name.lower() == ".git" or name.lower().startswith("git~")


def found(top: Path) -> Found:
    """All that is there, links not followed; pipes, sockets, devices and very large files are left as they are."""
    all_of = Found()
    _walk(os.fspath(top), "", all_of)
    return all_of


def _walk(folder: str, prefix: str, into: Found) -> None:
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        into.unread.append(prefix)
        return
    if prefix and not inside:
        into.empty.append(prefix)
    for entry in inside:
        path = f"{prefix}{entry.name}"
        if is_left(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            _walk(entry.path, f"{path}/", into)
            continue
        try:
            if one := _read(entry):
                into.files[path] = one
            else:
                into.left.append(path)
        except OSError:
            into.unread.append(path)


def _read(entry: os.DirEntry[str]) -> Kept | None:
    mode = entry.stat(follow_symlinks=False).st_mode
    if stat.S_ISLNK(mode):
        # Why not by a path: that would tidy up where the link leads.
        return Kept(LINK, os.fsencode(os.readlink(entry.path)))  # noqa: PTH115
    if not stat.S_ISREG(mode) or entry.stat(follow_symlinks=False).st_size > LARGE:
        return None
    with open(entry.path, "rb") as file:  # noqa: PTH123
        return Kept(RUNS if mode & stat.S_IXUSR else FILE, file.read(), stat.S_IMODE(mode))


def refuse_unread(all_of: Found, done: str) -> None:
    """Raises Problem when there is something that cannot be kept."""
    if all_of.unread:
        raise Problem(
            code="cannot-read",
            what="what is here cannot be kept",
            why=f"{listed([f'`{shown(path)}`' for path in all_of.unread], 3)} cannot be read",
            fix=f"`chmod -R u+rwX .`, or move it away, and run the same command again. Nothing was {done}.",
            exit=OUTSIDE,
        )


def tree_of(top: Path, commit: str) -> dict[str, tuple[str, str]]:
    """The files of a commit: the mode and the digest of each."""
    several = git.fields(git.run(top, "ls-tree", "-r", "-z", "--full-tree", commit))
    parts = [(line.partition("\t")[2], line.split(" ", 2)) for line in several]
    return {path: (facts[0], facts[2].partition("\t")[0]) for path, facts in parts}


def contents(top: Path, digests: list[str]) -> Iterator[bytes]:
    """The contents that git has by these names, in their order."""
    wrote = git.run(top, "cat-file", "--batch", stdin="\n".join([*digests, ""]).encode()) if digests else b""
    place = 0
    for _ in digests:
        end = wrote.index(b"\n", place)
        size = int(wrote[place:end].split()[-1])
        yield wrote[end + 1 : end + 1 + size]
        place = end + size + 2


def become(top: Path, now: Found, wanted: Mapping[str, tuple[str, str]]) -> None:
    """Makes the files of a folder, which holds what was found now, those of a commit; and nothing else is there.

    Raises Problem when something that is left as it is stands where a file goes.
    """
    if there := next((path for path in now.left if path in wanted), ""):
        raise _in_the_way(there)
    new = [path for path in wanted if path not in now.files or _differs(now.files[path], wanted[path])]
    read = list(contents(top, [wanted[path][1] for path in new]))
    for path in now.files.keys() - wanted.keys():
        _remove(top, top / path, (top / path).unlink)
    for path in now.empty:
        if top / path != _here():
            _remove(top, top / path, (top / path).rmdir)
    for path, content in zip(new, read, strict=True):
        put(top, path, wanted[path][0], content)


def _differs(one: Kept, wanted: tuple[str, str]) -> bool:
    return (one.mode, one.digest) != wanted


def _remove(top: Path, place: Path, do: Callable[[], None]) -> None:
    _allowing(place.parent, do)
    here = _here()
    for folder in place.parents:
        # Why not the one that somebody is in: their shell would be nowhere.
        if folder in (top, here) or not _is_empty(folder):
            return
        _allowing(folder.parent, folder.rmdir)


def _here() -> Path | None:
    try:
        return Path.cwd()
    except FileNotFoundError:
        return None


def _is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())


def put(top: Path, path: str, mode: str, content: bytes) -> None:
    """Writes one file whole or not at all, whatever is in its place."""
    place = top / path
    _room_for(top, place)
    if mode == LINK:
        if os.path.lexists(place):
            _allowing(place.parent, place.unlink)
        place.symlink_to(os.fsdecode(content))
        return
    work = place.with_name(f".scaffold-{os.getpid()}")
    _allowing(place.parent, lambda: work.write_bytes(content))
    work.chmod(_usual(mode))
    work.replace(place)


def _usual(mode: str) -> int:
    mask = os.umask(0)
    os.umask(mask)
    return (0o777 if mode == RUNS else 0o666) & ~mask


def _room_for(top: Path, place: Path) -> None:
    """Makes the folders above a file; empty ones in its place go."""
    for folder in reversed(place.relative_to(top).parents[:-1]):
        above = top / folder
        if above.is_symlink() or (os.path.lexists(above) and not above.is_dir()):
            above.unlink()
        if not above.is_dir():
            _allowing(above.parent, above.mkdir)
    if place.is_dir() and not place.is_symlink():
        for inside, _, _ in os.walk(place, topdown=False):
            if not _is_empty(Path(inside)):
                raise _in_the_way(place.relative_to(top).as_posix())
            Path(inside).rmdir()


def _in_the_way(path: str) -> Problem:
    return Problem(
        code="in-the-way",
        what=f"`{shown(path)}` stands where a file of the step goes",
        why="it is never touched, or something in it: a pipe, a very large file, what an installer or another git made",
        fix=f"move `{shown(path)}` away, and run the same command again. What you had is in `scaffold workshop saved`.",
        exit=OUTSIDE,
    )


def _allowing(folder: Path, do: Callable[[], object]) -> None:
    """Does something in a folder, and again when only its mode forbids it."""
    try:
        do()
    except PermissionError:
        folder.chmod(stat.S_IMODE(folder.stat().st_mode) | stat.S_IRWXU)
        do()
