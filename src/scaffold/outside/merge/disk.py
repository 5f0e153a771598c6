"""Reads what a project has on disk where a change may have something to say."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scaffold.core.problem import OUTSIDE, Problem
from scaffold.outside.trees import File

from . import git

# Why a limit: a file that was moved came from a template, and those are small texts.
MOVED_SIZE = 1_000_000
# Why more than seven: git takes one more for a conflict within a conflict, and adds the path of a file that moved.
MARKER = re.compile(rb"^<{7,} yours(:.*)?\r?$", re.MULTILINE)
SKIPPED = frozenset(["node_modules", "__pycache__", "venv", "dist", "build"])


@dataclass(frozen=True)
class Repository:
    """The git repository around a project.

    `prefix` leads from its top to the project and ends in `/`; its names of contents have so many `digits`. `head` is
    the commit that is checked out, empty before the first one.
    """

    top: Path
    prefix: str
    folder: Path
    digits: int = 40
    head: str = ""


@dataclass
class Found:
    """The files that are there, and why others cannot be touched."""

    files: dict[str, File] = field(default_factory=dict)
    obstacles: dict[str, str] = field(default_factory=dict)


def repository(project: Path) -> Repository | None:
    """The repository that a project is in. Raises Problem when git cannot tell."""
    words = ("rev-parse", "--show-toplevel", "--absolute-git-dir", "--show-prefix", "--show-object-format")
    ended = git.start(project, *words)
    if ended.code == 0:
        top, folder, prefix, names = git.decoded(ended.wrote).split("\n")[:4]
        return Repository(Path(top), prefix, Path(folder), 64 if names == "sha256" else 40, head(project))
    if b"not a git repository" in ended.said:
        return None
    raise git.failed(words, ended)


def head(project: Path) -> str:
    """The commit that is checked out; empty before the first one."""
    return git.decoded(git.run(project, "rev-parse", "--quiet", "--verify", "HEAD", fine=(0, 1))).strip()


def unmerged(project: Path) -> list[str]:
    """The files that git has conflicts in, by their path in the project."""
    entries = git.fields(git.run(project, "ls-files", "-u", "-z", "--", "."))
    return sorted({entry.partition("\t")[2] for entry in entries})


def read(project: Path, paths: Iterable[str]) -> Found:
    """What is at these paths; a path without a file and without an obstacle is free.

    Raises Problem for a file that cannot be read.
    """
    found = Found()
    wanted = sorted(paths)
    # Why: where the templates had a file and now have a folder, the file goes first.
    parents = dict.fromkeys(["", *wanted], "")
    for path in wanted:
        if why := _parent(project, _above(path), parents):
            found.obstacles[path] = why
            continue
        try:
            mode = (project / path).lstat().st_mode
            if stat.S_ISREG(mode):
                found.files[path] = File((project / path).read_bytes(), bool(mode & stat.S_IXUSR))
            else:
                found.obstacles[path] = _kind(mode)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise _unreadable(path, error) from error
    return found


def unchecked(project: Path, paths: Iterable[str]) -> dict[str, File]:
    """Those of these files that are not checked out (`skip-worktree`), as git's index has them."""
    found: dict[str, File] = {}
    if literal := [f":(literal){path}" for path in paths]:
        for line in git.fields(git.run(project, "ls-files", "-t", "-s", "-z", "--", *literal)):
            facts, _, path = line.partition("\t")
            tag, mode, digest, _ = facts.split()
            if tag == "S" and mode.startswith("100"):
                found[path] = File(git.run(project, "cat-file", "blob", digest), mode == "100755")
    return found


def through(project: Path, paths: Iterable[str]) -> dict[str, str]:
    """Where these paths are, through links to folders of the project. Raises Problem for one that leads out."""
    top = project.resolve()
    known = {"": ""}
    return {path: "/".join(filter(None, (_led(top, _above(path), known), path.rpartition("/")[2]))) for path in paths}


def _led(top: Path, folder: str, known: dict[str, str]) -> str:
    if folder not in known:
        place = top / _led(top, _above(folder), known) / folder.rpartition("/")[2]
        if place.is_symlink():
            try:
                place = place.resolve(strict=True)
            except (OSError, RuntimeError):
                raise _leads_out(folder) from None
            if not place.is_relative_to(top) or not place.is_dir():
                raise _leads_out(folder)
        known[folder] = place.relative_to(top).as_posix()
    return known[folder]


def _leads_out(folder: str) -> Problem:
    return Problem(
        code="link-outside",
        what=f"`{folder}` is a link that leads to no folder of this project",
        why="what is there may belong to somebody else, and without it a change would be half of one",
        fix="put the folder itself in its place, and run the same command again. Nothing was changed.",
    )


def _parent(project: Path, parent: str, known: dict[str, str]) -> str:
    """Why nothing can be written below a folder; empty when it can be, or when it is not there yet."""
    if parent not in known:
        known[parent] = _parent(project, _above(parent), known) or _folder(project, parent)
    return known[parent]


def _above(path: str) -> str:
    return path.rpartition("/")[0]


def _folder(project: Path, path: str) -> str:
    try:
        mode = (project / path).lstat().st_mode
    except OSError:
        return ""
    if stat.S_ISLNK(mode):
        return f"`{path}` is a link"
    if not stat.S_ISDIR(mode):
        return f"`{path}` is a file"
    return f"`{path}` is another repository" if os.path.lexists(project / path / ".git") else ""


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "it is a link"
    return "a folder is in its place" if stat.S_ISDIR(mode) else "it is not an ordinary file"


def others(
    project: Path, inside: Repository | None, known: Iterable[str], whole: tuple[str, ...] = ()
) -> dict[str, File]:
    """The project's other texts, where a file of the templates may have been moved to, and all of `whole` folders."""
    paths = _listed(project) if inside else _walked(project)
    found: dict[str, File] = {}
    for path in sorted(set(paths) - set(known)):
        try:
            facts = (project / path).lstat()
            small = (not whole) <= facts.st_size <= MOVED_SIZE
            if stat.S_ISREG(facts.st_mode) and (small or path.startswith(whole)):
                found[path] = File((project / path).read_bytes(), bool(facts.st_mode & stat.S_IXUSR))
        except OSError:
            continue
    return found


def _listed(project: Path) -> list[str]:
    words = ("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ".")
    return git.fields(git.run(project, *words))


def _walked(project: Path) -> Iterator[str]:
    for folder, folders, files in os.walk(project):
        folders[:] = [name for name in folders if name not in SKIPPED and not name.startswith(".")]
        for name in files:
            yield Path(folder, name).relative_to(project).as_posix()


def _unreadable(path: str, error: OSError) -> Problem:
    return Problem(
        code="cannot-read",
        what=f"cannot read `{path}`",
        why=str(error.strerror or error).lower(),
        fix="make it readable, and run the same command again. Nothing was changed.",
        exit=OUTSIDE,
    )
