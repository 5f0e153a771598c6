"""Which templates there are: the working tree of a checkout, or the releases in the store.

A tree is handed out as a folder in the user's cache that never changes once it is there.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from scaffold.core.names import CHANGED, shown
from scaffold.core.problem import BUG, Problem

from . import cache, store, trees
from .trees import Tree

SOURCE = "https://templates.scaffold.invalid/scaffold.git"
DATA = Path(__file__).resolve().parents[1] / "data"
KEPT = 8


def checkout() -> Path | None:
    """The `templates/` folder of the checkout this program runs from; None when installed."""
    folder = DATA.parents[2] / "templates"
    return folder if (folder / "copier.yml").is_file() else None


def newest(version: str | None = None) -> tuple[str, Tree]:
    """The newest templates and their version, with another version written into them if one is given.

    Raises Problem when there are none.
    """
    working = checkout()
    if working:
        return developed(working, version)
    released = store.locked(DATA)
    if not released:
        raise Problem(
            code="no-templates",
            what="this scaffold has no templates",
            why=f"`{DATA}` holds no release, and there is no checkout around it",
            fix="install scaffold again: `uv tool install --force scaffold-flask-express`",
            exit=BUG,
        )
    last = next(reversed(released))
    tree = _released(DATA, last, released[last])
    return version or last, tree if version is None else trees.flatten(tree, version)


def developed(working: Path, version: str | None = None) -> tuple[str, Tree]:
    """The templates of a folder as they are now.

    Their version is the newest release when they equal it; else it follows that and tells the content apart.
    """
    found = _read(working)
    released = store.locked(DATA)
    last = next(reversed(released), "0.0.0")
    if version is None:
        if released and found.digest(last) == released[last]:
            return last, found.flat(last)
        version = f"{last.partition('.post')[0]}{CHANGED}{found.digest()[:12]}"
    return version, found.flat(version)


def version(name: str) -> Tree:
    """The templates of one version: released, the working tree's own, or kept from an earlier working tree.

    Raises Problem when they are not here.
    """
    working = checkout()
    if working and (now := developed(working))[0] == name:
        return now[1]
    if name in (released := store.locked(DATA)):
        return _released(DATA, name, released[name])
    if tree := _remembered(name):
        return tree
    raise Problem(
        code="template-version",
        what=f"the templates {shown(name)} are not here",
        why=f"this scaffold has {', '.join(store.versions(DATA)) or 'none that are released'}",
        fix="install a newer scaffold: `uv tool upgrade scaffold-flask-express`. Nothing was changed.",
    )


@lru_cache
def _released(data: Path, name: str, digest: str) -> Tree:
    """A release. Why kept: to read one from the store, all before it are decompressed."""
    key = cache.key("release", digest)
    found = cache.find(key)
    if not found or trees.digest(found) != digest:
        found = store.tree(data, name)
        cache.keep(key, found)
    return found


def _remembered(name: str) -> Tree | None:
    """A version that was never released, from the user's cache; None when it is not there, or not whole."""
    kept = cache.folder()
    for version_file in kept.glob(f"trees/*/{trees.VERSION_FILE}") if kept else ():
        folder = version_file.parents[1]
        if version_file.read_bytes() == name.encode():
            tree = trees.read(folder)
            return tree if trees.digest(tree).startswith(folder.name) else None
    return None


class _Working:
    """A working tree as it was when it was read. Why kept for the run: questions and render must see the same files."""

    def __init__(self, folder: Path) -> None:
        self.tree = trees.read(folder)
        self.flattened: dict[str, Tree] = {}
        self.digests: dict[str | None, str] = {}

    def flat(self, version: str) -> Tree:
        """The tree with a version written into it."""
        if version not in self.flattened:
            self.flattened[version] = trees.flatten(self.tree, version)
        return self.flattened[version]

    def digest(self, version: str | None = None) -> str:
        """The digest of that, or of the tree as it is."""
        if version not in self.digests:
            self.digests[version] = trees.digest(self.tree if version is None else self.flat(version))
        return self.digests[version]


@lru_cache
def _read(working: Path) -> _Working:
    return _Working(working)


@contextlib.contextmanager
def unpacked(tree: Tree, kind: str = "trees") -> Iterator[Path]:
    """A folder with the files of a tree: kept in the user's cache, or temporary if that fails."""
    folder = _cached(tree, kind)
    if folder:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="scaffold-") as temporary:
        trees.write(tree, Path(temporary))
        yield Path(temporary)


_whole: set[Path] = set()


def _cached(tree: Tree, kind: str) -> Path | None:
    kept = cache.folder()
    if not kept:
        return None
    name = trees.digest(tree)
    folder = kept / kind / name[:24]
    try:
        # Why read again, once a run: somebody may have tidied the cache, and a project is for keeps.
        if folder.is_dir() and (folder in _whole or trees.digest(trees.read(folder)) == name):
            _whole.add(folder)
            return folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".new-", dir=folder.parent))
        try:
            trees.write(tree, aside / "tree")
            if folder.is_dir():
                folder.rename(aside / "old")
            with contextlib.suppress(FileExistsError):
                (aside / "tree").rename(folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        _prune(folder.parent)
    except (OSError, Problem):
        return None
    return folder if folder.is_dir() else None


def _prune(folder: Path) -> None:
    """Removes trees of earlier template edits, but never one that could be in use."""
    yesterday = time.time() - 86_400
    known = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in known[KEPT:]:
        if path.stat().st_mtime < yesterday:
            shutil.rmtree(path, ignore_errors=True)
