"""Formats what the templates make as the formatter of a project does, where the project is formatted so itself."""

from __future__ import annotations

import json
import os
import platform
import shutil
import stat
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import commands, trees
from .merge import disk, git
from .tools import BIN
from .trees import File, Tree

# Why a limit: nobody waits for a formatter that hangs. They take a hundredth of it.
SECONDS = 10.0
EXE = ".exe" if os.name == "nt" else ""
# What Node calls processors, in the names of Biome's packages: https://nodejs.org/api/process.html#processarch
PROCESSORS = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}


@dataclass(frozen=True)
class Formatter:
    """A formatter: what it formats, where its settings are, what they ask for, and how it is started.

    `asks` gives None when the files do not name this formatter. The `installed` program is below the project.
    """

    name: str
    suffixes: tuple[str, ...]
    settings: tuple[str, ...]
    asks: Callable[[Mapping[str, bytes]], object]
    installed: tuple[str, ...]
    words: tuple[str, ...]

    def files(self, tree: Tree) -> Tree:
        """The files of a tree that it formats, with line ends as git stores them."""
        return {
            path: file._replace(content=file.content.replace(b"\r\n", b"\n"))
            for path, file in tree.items()
            if path.endswith(self.suffixes) and path not in self.settings
        }


def _ruff(files: Mapping[str, bytes]) -> object:
    import tomllib  # noqa: PLC0415

    # Why in this order: https://docs.astral.sh/ruff/configuration/#config-file-discovery
    name = next((name for name in (".ruff.toml", "ruff.toml", "pyproject.toml") if name in files), "")
    try:
        found: Any = tomllib.loads(files.get(name, b"").decode())
    except (ValueError, RecursionError):
        return None
    for table in ("tool", "ruff") if name == "pyproject.toml" else ():
        found = found.get(table) if isinstance(found, dict) else None
    return _without(found, "lint") if name else None


def _biome(files: Mapping[str, bytes]) -> object:
    content = next((files[name] for name in ("biome.json", "biome.jsonc") if name in files), None)
    try:
        return _without(json.loads(content), "$schema", "assist", "linter", "vcs") if content else None
    # Why as it is: comments are allowed.
    except (ValueError, RecursionError):
        return content


def _without(found: object, *keys: str) -> object:
    return {key: value for key, value in found.items() if key not in keys} if isinstance(found, dict) else None


def _biome_of_this_machine() -> str:
    processor = PROCESSORS.get(platform.machine().lower(), "")
    return f"node_modules/@biomejs/cli-{sys.platform}-{processor}"


# Why the program itself and not `node_modules/.bin/biome`: that is a script for Node, which starts it.
_PLACE = _biome_of_this_machine()
FORMATTERS = (
    Formatter(
        "ruff",
        (".py", ".pyi"),
        (".ruff.toml", "ruff.toml", "pyproject.toml"),
        _ruff,
        (f"{BIN}/ruff{EXE}",),
        ("format", "--quiet", "--no-cache", "--no-respect-gitignore", "."),
    ),
    Formatter(
        "biome",
        (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json", ".jsonc", ".css"),
        ("biome.json", "biome.jsonc", ".editorconfig"),
        _biome,
        (f"{_PLACE}/biome{EXE}", f"{_PLACE}-musl/biome{EXE}"),
        ("format", "--write", "--colors=off", "--vcs-enabled=false", "--no-errors-on-unmatched", "."),
    ),
)


def formatted(project: Path, before: Tree, base: Tree, ours: Tree, theirs: Tree) -> tuple[Tree, Tree]:
    """`base` and `theirs` as the project is formatted; the same where that cannot be told.

    `before` is all that the templates had made: what it asks of a formatter, `base` follows already. A file is
    formatted when the formatter gives back what `ours` has, and brings `base` no further away from it; one that is not
    in both, when another one is. Raises Problem for settings that cannot be read.
    """
    for formatter in FORMATTERS:
        base, theirs = _by(formatter, project, before, (base, ours, theirs))
    return base, theirs


def _by(formatter: Formatter, project: Path, before: Tree, sides: tuple[Tree, Tree, Tree]) -> tuple[Tree, Tree]:
    base, ours, theirs = sides
    tried = formatter.files({path: ours[path] for path in base.keys() & ours.keys()})
    settings = disk.read(project, formatter.settings).files if tried else {}
    asked = formatter.asks(_contents(settings))
    if asked is None or asked == (formatter.asks(_contents(before)) or {}):
        return base, theirs
    program = _program(formatter, project)
    if not program or (there := _run(formatter, program, settings, tried)) is None:
        return base, theirs
    same = [path for path in tried if there[path] == tried[path]]
    was = _run(formatter, program, settings, formatter.files(base)) if same else None
    new = _run(formatter, program, settings, formatter.files(theirs)) if was else None
    if was is None or new is None:
        return base, theirs
    taken = {path for path in same if _common(tried[path], was[path]) >= _common(tried[path], base[path])}
    # Why not then: one of them may be what a file that is as it was has become.
    others = not (tried.keys() - taken - theirs.keys())

    def put(tree: Tree, made: Tree) -> Tree:
        return {path: made[path] if path in made and _is(path) else file for path, file in tree.items()}

    def _is(path: str) -> bool:
        return path in taken if path in tried else others

    return put(base, was), put(theirs, new)


def _contents(files: Tree) -> dict[str, bytes]:
    return {path: file.content for path, file in files.items()}


def _common(one: File, other: File) -> int:
    """How many lines two files have in common."""
    return (Counter(one.content.splitlines()) & Counter(other.content.splitlines())).total()


def _program(formatter: Formatter, project: Path) -> str | None:
    """The program: what was installed for the project, else the user's own; None without one."""
    for place in formatter.installed:
        if _is_installed(project, place):
            return str(project / place)
    found = shutil.which(formatter.name)
    # Why: where a PATH is relative, it leads into what somebody sent.
    return found if found and Path(found).is_absolute() else None


def _is_installed(project: Path, place: str) -> bool:
    """Whether this user's installer put a program there: who sent the project cannot have.

    Git ignores it, neither tracks it nor reaches it through a link or a submodule, and nobody else can write it.
    """
    try:
        facts = (project / place).lstat()
    except OSError:
        return False
    if not stat.S_ISREG(facts.st_mode) or not os.access(project / place, os.X_OK) or not _own(facts):
        return False
    return git.start(project, "check-ignore", "--quiet", "--", place).code == 0


def _own(facts: os.stat_result) -> bool:
    return os.name == "nt" or (facts.st_uid in (os.geteuid(), 0) and not facts.st_mode & stat.S_IWOTH)


def _run(formatter: Formatter, program: str, settings: Tree, files: Tree) -> Tree | None:
    """The files as the formatter writes them, in a folder with the project's settings alone; None when it fails."""
    if not files:
        return {}
    with tempfile.TemporaryDirectory(prefix="scaffold-format-") as temporary:
        folder = Path(temporary)
        trees.write({**files, **settings}, folder)
        if not commands.run(folder, program, *formatter.words, seconds=SECONDS, apart=True).done:
            return None
        try:
            made = {path: File((folder / path).read_bytes(), file.executable) for path, file in files.items()}
        except OSError:
            return None
        return formatter.files(made)
