"""Template trees in memory: read from a folder, flattened, hashed, written to a folder."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from scaffold.core.concepts import FRAMEWORKS, MARKER
from scaffold.core.problem import BUG, Problem
from scaffold.core.words import WINDOWS

FOLDERS = tuple(f"{framework}/" for framework in FRAMEWORKS)
SUFFIX = ".jinja"
VERSION_FILE = "partials/version.jinja"

_NEVER = frozenset(["__pycache__", ".DS_Store", ".git", "node_modules"])
_NOT_ON_WINDOWS = frozenset('<>:"|?*\\') | {chr(i) for i in range(32)}


class File(NamedTuple):
    """The content of one file, and whether it can be executed."""

    content: bytes
    executable: bool = False


Tree = Mapping[str, File]


def read(root: Path) -> Tree:
    """All files below a folder, by their path with `/`. Raises Problem for a symbolic link."""
    tree: dict[str, File] = {}
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in _NEVER)
        for name in sorted([*folders, *files]):
            path = Path(folder, name)
            mode = path.lstat().st_mode
            where = path.relative_to(root).as_posix()
            if stat.S_ISLNK(mode):
                raise broken(where, "it is a symbolic link, which Windows may not hold")
            if stat.S_ISREG(mode) and name not in _NEVER and not name.endswith((".pyc", ".pyo")):
                tree[where] = File(path.read_bytes(), bool(mode & stat.S_IXUSR))
    return tree


def flatten(tree: Tree, version: str) -> Tree:
    """Lays `shared/` below each framework, where the framework's own files win, and adds the version.

    A plain file with markers of concepts gets the suffix of those that are rendered: so the markers leave no trace.

    Raises Problem for a path that Windows cannot hold.
    """
    flat: dict[str, File] = {}
    for path, file in tree.items():
        top, _, rest = path.partition("/")
        if top == "shared":
            for framework in FRAMEWORKS:
                flat.setdefault(f"{framework}/{rest}", file)
        else:
            flat[path] = file
    flat = {_rendered(path, file): file for path, file in flat.items()}
    flat[VERSION_FILE] = File(version.encode())
    _refuse_for_windows(flat)
    return dict(sorted(flat.items()))


def _rendered(path: str, file: File) -> str:
    marked = path.startswith(FOLDERS) and not path.endswith(SUFFIX) and MARKER.search(file.content.decode("latin-1"))
    return path + SUFFIX if marked else path


def _refuse_for_windows(tree: Tree) -> None:
    seen: dict[str, str] = {}
    for path in tree:
        for part in path.split("/"):
            if _NOT_ON_WINDOWS & set(part) or part.endswith((" ", ".")):
                raise broken(path, f"Windows cannot hold the name `{part}`")
            if part.split(".")[0].lower() in WINDOWS:
                raise broken(path, f"`{part}` is reserved by Windows")
        if (other := seen.setdefault(path.lower(), path)) != path:
            raise broken(path, f"Windows cannot hold it beside `{other}`")


def broken(path: str, why: str) -> Problem:
    return Problem(
        code="template-broken",
        what=f"the template has `{path}`",
        why=why,
        fix="rename or replace the file in `templates/`",
        exit=BUG,
    )


def digest(tree: Tree) -> str:
    """The SHA-256 of all paths, modes and contents, in hexadecimal."""
    total = hashlib.sha256()
    for path, file in sorted(tree.items()):
        content = hashlib.sha256(file.content).hexdigest()
        total.update(f"{content} {'x' if file.executable else '-'} {path}\n".encode())
    return total.hexdigest()


def write(tree: Tree, folder: Path) -> None:
    """Writes all files below a folder."""
    for parent in sorted({str(PurePosixPath(path).parent) for path in tree}):
        folder.joinpath(parent).mkdir(parents=True, exist_ok=True)
    for path, file in tree.items():
        target = folder / path
        target.write_bytes(file.content)
        if file.executable:
            target.chmod(0o755)
