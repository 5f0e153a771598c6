"""Runs a scenario: makes the project, does what the person did, and tells what the program said and left behind."""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

import forked

from scaffold.outside import store, trees
from scaffold.outside.merge import kept
from scaffold.outside.trees import Tree

HERE = Path(__file__).parent
TEMPLATE = HERE / "template"
OLD, NEW = "1.0.0", "2.0.0"
# Why two more, each `2.0.0` with other files: what a newer release may bring, and must not break a project with.
STRICT, BROKEN = "3.0.0", "4.0.0"
PROGRAMS = {
    "scaffold-1": (OLD,),
    "scaffold": (OLD, NEW),
    "scaffold-strict": (OLD, NEW, STRICT),
    "scaffold-broken": (OLD, NEW, BROKEN),
}
PROGRESS = re.compile(r"^Working out what changes: .*\n", re.MULTILINE)
# Why for root: what a folder refuses to an ordinary person, it refuses here as well.
ORDINARY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
# Why a hook: `STOPPED="KILL app/main.py"` stops it before that file is put into its place, on every machine.
PROGRAM = """\
import os, pathlib, signal, sys
def stop(event, arguments):
    if "STOPPED" not in os.environ:
        return
    name, place = os.environ["STOPPED"].split()
    there = {{"os.rename": arguments[1:2], "os.link": arguments[1:2], "os.mkdir": arguments[:1]}}.get(event)
    if there and place in str(there[0]):
        del os.environ["STOPPED"]
        os.kill(os.getpid(), signal.Signals["SIG" + name])
if "STOPPED" in os.environ:
    sys.addaudithook(stop)
from scaffold.outside import templates
templates.checkout = lambda: None
templates.DATA = pathlib.Path({data!r})
from scaffold.cli import main
main()
"""
CONFIG = """\
[user]
	name = Ada
	email = ada@example.org
[init]
	defaultBranch = main
[advice]
	mergeConflict = false
"""


class Told(NamedTuple):
    """What a scenario leaves: the text of the command, and of the project."""

    output: str
    after: str


def names() -> list[str]:
    """All scenarios."""
    return sorted(path.parent.name for path in HERE.glob("*/command.sh"))


def several(wanted: Iterable[str]) -> dict[str, Future[Told]]:
    """Plays scenarios side by side: most of the time, each of them waits."""
    for version in (OLD, NEW):
        fresh(version)
    with ThreadPoolExecutor((os.cpu_count() or 1) + 1) as pool:
        return {name: pool.submit(scenario, name) for name in wanted}


@cache
def programs() -> Path:
    """A folder with the programs, which differ in the templates that they know."""
    folder = Path(tempfile.mkdtemp(prefix="scaffold-cases-"))
    (folder / "gitconfig").write_text(CONFIG)
    for name, versions in PROGRAMS.items():
        data = folder / f"data-{name}"
        for version in versions:
            store.append(data, version, trees.flatten(_template(version), version))
        script = folder / f"{name}.py"
        script.write_text(PROGRAM.format(data=str(data)))
        forked.client(script, folder / name, *ORDINARY, alone="STOPPED")
    return folder


def _template(version: str) -> Tree:
    files = trees.read(TEMPLATE / version)
    return {**_template(NEW), **files} if version in (STRICT, BROKEN) else files


@cache
def fresh(version: str = OLD) -> Path:
    """The project as it is made by one version, committed."""
    folder = Path(tempfile.mkdtemp(prefix="scaffold-fresh-"))
    program = "scaffold-1" if version == OLD else "scaffold"
    shell(f"{program} new shop --framework flask --recipe starter --yes", folder)
    return folder / "shop"


def shell(script: str, cwd: Path) -> str:
    """What a script says on both streams, and the code it ends with if that is not 0."""
    kept = {key: value for key, value in os.environ.items() if key in ("HOME", "LANG", "TMPDIR")}
    environment = {
        **kept,
        "PATH": f"{programs()}:{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": str(programs() / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
        "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
        "XDG_CACHE_HOME": str(programs() / "cache"),
        "COLUMNS": "80",
    }
    ended = subprocess.run(
        [*ORDINARY, "bash", "-u", "-c", script],
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    said = ended.stdout.decode("utf-8", "backslashreplace")
    return said + (f"[exit {ended.returncode}]\n" if ended.returncode else "")


def scenario(name: str) -> Told:
    """Plays a scenario in an empty folder."""
    with tempfile.TemporaryDirectory(prefix="scaffold-case-") as temporary:
        top = Path(temporary).resolve() / "work"
        project, copy = top / "shop", top.parent / "before"
        shutil.copytree(fresh(), project, symlinks=True)
        before = HERE / name / "before.sh"
        if before.is_file() and "[exit" in (said := shell("set -e\n" + before.read_text(), project)):
            raise AssertionError(f"{before}:\n{said}")
        shutil.copytree(project, copy, symlinks=True)
        known = _git(project)
        output = shell((HERE / name / "command.sh").read_text(), project)
        told = _changed(known, _git(project)) + shell("git status --short 2>/dev/null || true", project)
        project.rename(top.parent / "shop")
        told += _way_back(copy, top.parent / "shop") + _differences(copy, top.parent / "shop")
        return Told(PROGRESS.sub("", output.replace(str(top), "…")), told.replace(str(top), "…"))


def _git(project: Path) -> list[str]:
    """What git holds of the project beside the files: its index, branches, stashes."""
    return shell("git ls-files -s 2>/dev/null; git for-each-ref 2>/dev/null; true", project).splitlines()


def _changed(before: list[str], after: list[str]) -> str:
    lines = list(difflib.unified_diff(before, after, n=0, lineterm=""))[2:]
    return "".join(f"index: {line}\n" for line in lines if not line.startswith("@@"))


def _way_back(before: Path, project: Path) -> str:
    """Where there is no repository, the way back is beside the files; what it holds, undo shows."""
    told = ""
    for name in (kept.ASIDE, kept.BESIDE):
        there = [word for word, folder in (("before", before), ("after", project)) if (folder / name).is_dir()]
        told += f"{name} is there {' and '.join(there)}\n" if there else ""
        for folder in (before, project):
            shutil.rmtree(folder / name, ignore_errors=True)
    return told


def _differences(before: Path, project: Path) -> str:
    """Which files are as in a new project of the newest templates; what else the command changed."""
    for folder in (before, project):
        # Why not as a repository: what git ignores counts as well.
        if not (folder / ".git").is_file():
            shutil.rmtree(folder / ".git", ignore_errors=True)
        (folder / ".git").unlink(missing_ok=True)
    as_new = []
    new = fresh(NEW)
    files = {path.relative_to(folder) for folder in (fresh(), new) for path in folder.rglob("*") if path.is_file()}
    for name in sorted(name for name in files if name.parts[0] != ".git"):
        there, known = project / name, before / name
        if _same(there, new / name) and not _same(known, new / name):
            as_new.append(name.as_posix() + " (gone)" * (not there.exists()))
            there.unlink(missing_ok=True)
            known.unlink(missing_ok=True)
    words = ("git", "-c", "core.quotePath=false", "diff", "--no-index", "--no-color", "--no-renames", "before", "shop")
    ended = subprocess.run(words, cwd=before.parent, capture_output=True, check=False)
    lines = ended.stdout.decode("utf-8", "backslashreplace").replace("\r", "␍").split("\n")
    told = f"as in a new project: {', '.join(as_new)}\n" if as_new else ""
    return told + "\n".join(line for line in lines if not line.startswith("index "))


def _same(one: Path, other: Path) -> bool:
    if not other.is_file():
        return not os.path.lexists(one)
    plain = one.is_file() and not one.is_symlink()
    return plain and one.read_bytes() == other.read_bytes() and one.stat().st_mode == other.stat().st_mode


if __name__ == "__main__":
    for word, future in several(sys.argv[1:] or names()).items():
        print(word)
        told = future.result()
        (HERE / word / "output.txt").write_text(told.output)
        (HERE / word / "after.txt").write_text(told.after)
