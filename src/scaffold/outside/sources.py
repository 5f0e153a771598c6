"""Templates of other people: git repositories whose tags `v1.2.3` are the versions, and which of them are trusted."""

from __future__ import annotations

import hashlib
import io
import os
import re
import tarfile
import tempfile
from functools import lru_cache
from pathlib import Path

from scaffold.core.names import shown
from scaffold.core.problem import OUTSIDE, Problem

from . import cache, trees
from .merge import git
from .trees import File, Tree

TAG = re.compile(r"v(\d+(?:\.\d+)*)")


def trusted() -> list[str]:
    """The sources that the user allowed, in the order in which they were."""
    try:
        return _file().read_text("utf-8").splitlines()
    except OSError:
        return []


def trust(url: str, *, wanted: bool = True) -> None:
    """Allows a source, or no longer. Raises Problem when that cannot be written down."""
    kept = [one for one in trusted() if one != url] + [url] * wanted
    file = _file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(f"{one}\n" for one in kept), "utf-8")
    except OSError as error:
        raise Problem(
            code="cannot-write",
            what=f"cannot write `{file}`",
            why=str(error.strerror or error).lower(),
            fix="make it writable. Nothing was changed.",
            exit=OUTSIDE,
        ) from error


def _file() -> Path:
    base = os.environ.get("APPDATA" if os.name == "nt" else "XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "scaffold" / "trusted"


def resolved(source: str) -> str:
    """A source as it is written down: a folder by its whole path, a URL as it is."""
    return str(Path(source).resolve()) if Path(source).is_dir() else source


def versions(source: str) -> list[str]:
    """The versions of a source, oldest first, as they are there now.

    Raises Problem when it cannot be reached or has none.
    """
    repository = _fetched(source)
    found = [match[1] for tag in git.run(repository, "tag").decode().split() if (match := TAG.fullmatch(tag))]
    if not found:
        raise Problem(
            code="no-versions",
            what=f"`{shown(source)}` has no version",
            why="its versions are the tags of the repository, such as `v1.0.0`, and there is none",
            fix="`git tag v1.0.0` in it. Nothing was changed.",
        )
    return sorted(found, key=lambda version: [int(part) for part in version.split(".")])


def tree(source: str, version: str) -> Tree:
    """The files of one version. Raises Problem when it is not there, or holds what templates cannot."""
    repository = _kept(source)
    tag = f"refs/tags/v{version}"
    if not (repository / "HEAD").is_file() or git.start(repository, "rev-parse", "--verify", "--quiet", tag).code:
        known = versions(source)
        if version not in known:
            raise Problem(
                code="template-version",
                what=f"`{shown(source)}` has no version {shown(version)}",
                why=f"it has {', '.join(known)}",
                fix="choose one of them with `--to`. Nothing was changed.",
            )
    raw = git.run(repository, "archive", "--format=tar", tag)
    found: dict[str, File] = {}
    with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isreg() else None
            if content:
                found[member.name] = File(content.read(), bool(member.mode & 0o100))
            elif not member.isdir():
                raise trees.broken(member.name, "it is a symbolic link, which Windows may not hold")
    return trees.flatten(found, version)


def _kept(source: str) -> Path:
    kept = cache.folder() or Path(tempfile.gettempdir(), "scaffold")
    return kept / "sources" / hashlib.sha256(source.encode()).hexdigest()[:24]


@lru_cache
def _fetched(source: str) -> Path:
    """The repository of a source in the user's cache, as it is there now; asked once in a run."""
    folder = _kept(source)
    words = ("fetch", "--quiet", "--force", "--prune", "--tags", "--", source, "+refs/tags/*:refs/tags/*")
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "HEAD").is_file():
        git.run(folder, "init", "--quiet", "--bare")
    ended = git.start(folder, *words)
    if ended.code:
        lines = ended.said.decode("utf-8", "replace").strip().splitlines()
        raise Problem(
            code="source-unreachable",
            what=f"cannot fetch the templates from `{shown(source)}`",
            why=lines[0].removeprefix("fatal: ") if lines else "git did not say why",
            fix=f"see whether `git ls-remote {source}` works. Nothing was changed.",
            exit=OUTSIDE,
        )
    return folder
