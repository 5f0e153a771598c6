"""Real projects to change, and what of one has to be the same again after `undo`."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from fuzz import program

from scaffold.actions import catalogue, change
from scaffold.core import questions
from scaffold.outside import templates, trees
from scaffold.outside.merge import kept

OURS = (kept.ASIDE, kept.BESIDE)
RECIPES = ("hello", "starter", "blog", "shop")
OLD = "0.4.0"
CACHE = Path(__file__).parents[2] / ".cache/fuzz"
CONFIG = """\
[user]
	name = Ada
	email = ada@example.org
[init]
	defaultBranch = main
[gc]
	auto = 0
"""


class Kind(NamedTuple):
    """What is made: a project of one framework, or a pair, by one version of the templates."""

    framework: str
    recipe: str
    version: str = ""
    git: bool = True

    @property
    def places(self) -> tuple[str, ...]:
        """Where the projects are in the folder, `.` for a project alone."""
        return ("flask", "express") if self.framework == "both" else (".",)

    @property
    def shell(self) -> str:
        """How a person makes it."""
        words = f"--framework {self.framework} --recipe {self.recipe} --no-git --yes"
        git = "\ngit init -q && git add -A && git commit -qm made" * self.git
        return f"scaffold new shop {words}  # templates {self.version or 'as they are'}\ncd shop{git}"


class Snapshot(NamedTuple):
    """All files of a folder with their permissions, and what git holds beside them."""

    files: dict[str, tuple[int, bytes]]
    git: tuple[str, ...]

    def below(self, place: str) -> dict[str, bytes]:
        """The contents of the files of one project, by their path in it."""
        start = "" if place == "." else f"{place}/"
        return {path.removeprefix(start): file[1] for path, file in self.files.items() if path.startswith(start)}

    def differs(self, other: Snapshot) -> list[str]:
        """In what it differs from another one, in words for people."""
        paths = sorted(path for path in {*self.files, *other.files} if self.files.get(path) != other.files.get(path))
        lines = sorted(set(self.git) ^ set(other.git))
        return [*(f"{path}: {_how(self.files.get(path), other.files.get(path))}" for path in paths), *lines]


def _how(one: tuple[int, bytes] | None, other: tuple[int, bytes] | None) -> str:
    if not one or not other:
        return "only after" if not one else "only before"
    return f"{one[0]:o} and {other[0]:o}" if one[1] == other[1] else "other bytes"


@cache
def _home() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="scaffold-fuzz-")).resolve()
    (folder / "gitconfig").write_text(CONFIG)
    os.environ |= environment(folder)
    return folder


def environment(home: Path | None = None) -> dict[str, str]:
    """What the program and git are told."""
    folder = home or _home()
    return {
        "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        # Why kept: to compile the templates takes longer than to render them.
        "XDG_CACHE_HOME": str(CACHE),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "SCAFFOLD_OFFLINE": "1",
        "COLUMNS": "80",
    }


def tidy() -> None:
    """Removes all that was made."""
    shutil.rmtree(_home(), ignore_errors=True)
    _home.cache_clear()
    _fresh.cache_clear()


@cache
def _fresh(kind: Kind) -> Path:
    folder = _home() / f"fresh-{len(list(_home().iterdir()))}"
    folder.mkdir()
    if kind.version:
        (folder / "shop").mkdir()
        trees.write(_released(kind), folder / "shop")
    else:
        words = ("--framework", kind.framework, "--recipe", kind.recipe, "--no-git", "--yes")
        ran = program.run(folder, "new", "shop", *words)
        assert ran.code == 0, ran.said
    if kind.git:
        shell("git init -q && git add -A && git commit -qm made && git gc -q --prune=now", folder / "shop")
    return folder / "shop"


def _released(kind: Kind) -> trees.Tree:
    old = catalogue.Catalogue(kind.version, templates.version(kind.version))
    given = {key: value for key, value in old.recipes[kind.recipe].items() if key != "description"}
    answers = change.checked(old, {**given, "framework": kind.framework, "project_name": "shop"})
    return change.rendered(old, questions.kept(old.questions, old.questions, answers))


def made(kind: Kind) -> Path:
    """A new project to do things to, committed if it is in git."""
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=_home())) / "shop"
    copy(_fresh(kind), folder)
    return folder


def copy(source: Path, target: Path) -> None:
    """Copies a folder as it is."""
    subprocess.run(("cp", "-a", str(source), str(target)), check=True)


def put_back(source: Path, folder: Path) -> None:
    """Makes a folder what a copy of it is."""
    shutil.rmtree(folder)
    copy(source, folder)


def shell(script: str, cwd: Path) -> str:
    """What a script of a person says; raises AssertionError when it fails."""
    ended = subprocess.run(("bash", "-euc", script), cwd=cwd, capture_output=True, text=True, check=False)
    assert not ended.returncode, f"{script}\n{ended.stdout}{ended.stderr}"
    return ended.stdout


def paths(folder: Path) -> Iterator[str]:
    """Every file and link, but for git's and for what scaffold keeps beside them."""
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != ".git" and name not in OURS]
        for name in [*files, *(one for one in folders if Path(place, one).is_symlink())]:
            yield os.path.relpath(f"{place}/{name}", folder)


def snapshot(folder: Path) -> Snapshot:
    """How a folder is."""
    files = {}
    for path in paths(folder):
        place = folder / path
        mode = place.lstat().st_mode
        files[path] = (mode, os.fsencode(place.readlink()) if stat.S_ISLNK(mode) else place.read_bytes())
    return Snapshot(files, tuple(_git(folder)))


def _git(folder: Path) -> Sequence[str]:
    """What git has in its index, its branches, and what is checked out."""
    git = folder / ".git"
    if not git.is_dir():
        return ()
    # Why read: a process of git for each of these would be most of the time.
    refs = [path for path in (git / "refs").rglob("*") if path.is_file() and path.parent.name != "tags"]
    named = [f"{path.relative_to(git)} {path.read_text().strip()}" for path in [*sorted(refs), git / "HEAD"]]
    return [*shell("git ls-files -s", folder).splitlines(), *named]
