"""Runs a scenario: makes the project, does what the person did, and tells what the program said and left behind."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from scaffold.outside import store, trees

HERE = Path(__file__).parent
TEMPLATE = HERE / "template"
VERSIONS = ("1.0.0", "2.0.0")
PROGRESS = re.compile(r"^Working out what changes: .*\n", re.MULTILINE)
PROGRAM = """\
#!{python}
import pathlib
from scaffold.outside import templates
templates.checkout = lambda: None
templates.DATA = pathlib.Path({data!r})
from scaffold.cli import main
main()
"""


class Told(NamedTuple):
    """What a scenario leaves: the text of the command, and of the project."""

    output: str
    after: str


def names() -> list[str]:
    """All scenarios."""
    return sorted(path.parent.name for path in HERE.glob("*/command.sh"))


@cache
def programs() -> Path:
    """A folder with `scaffold`, which knows both versions, and `scaffold-1`, which knows the first."""
    folder = Path(tempfile.mkdtemp(prefix="scaffold-cases-"))
    for name, versions in (("scaffold-1", VERSIONS[:1]), ("scaffold", VERSIONS)):
        data = folder / f"data-{len(versions)}"
        for version in versions:
            store.append(data, version, trees.flatten(trees.read(TEMPLATE / version), version))
        program = folder / name
        program.write_text(PROGRAM.format(python=sys.executable, data=str(data)))
        program.chmod(0o755)
    return folder


@cache
def fresh(version: str = VERSIONS[0]) -> Path:
    """The project as it is made by one version, committed."""
    folder = Path(tempfile.mkdtemp(prefix="scaffold-fresh-"))
    program = "scaffold-1" if version == VERSIONS[0] else "scaffold"
    shell(f"{program} new shop --framework flask --recipe starter --yes", folder)
    return folder / "shop"


def shell(script: str, cwd: Path) -> str:
    """What a script says on both streams, and the code it ends with if that is not 0."""
    config = programs() / "gitconfig"
    config.write_text("[user]\n\tname = Ada\n\temail = ada@example.org\n[init]\n\tdefaultBranch = main\n")
    kept = {key: value for key, value in os.environ.items() if key in ("HOME", "LANG", "TMPDIR")}
    environment = {
        **kept,
        "PATH": f"{programs()}:{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
        "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
        "XDG_CACHE_HOME": str(programs() / "cache"),
        "COLUMNS": "80",
    }
    ended = subprocess.run(
        ["bash", "-u", "-c", script],
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
        top = Path(temporary).resolve()
        project = top / "shop"
        shutil.copytree(fresh(), project, symlinks=True)
        before = HERE / name / "before.sh"
        if before.is_file() and "[exit" in (said := shell("set -e\n" + before.read_text(), project)):
            raise AssertionError(f"{before}:\n{said}")
        shutil.copytree(project, top / "before", symlinks=True)
        output = shell((HERE / name / "command.sh").read_text(), project)
        return Told(PROGRESS.sub("", output.replace(str(top), "…")), _after(top, project))


def _after(top: Path, project: Path) -> str:
    """What git says; which files are as in a new project of the newest templates; what else the command changed."""
    status = shell("git status --short 2>/dev/null || true", project)
    for folder in (top / "before", project):
        # Why not as a repository: what git ignores counts as well.
        shutil.rmtree(folder / ".git", ignore_errors=True)
        (folder / ".git").unlink(missing_ok=True)
    as_new = []
    new = fresh(VERSIONS[-1])
    files = {path.relative_to(folder) for folder in (fresh(), new) for path in folder.rglob("*") if path.is_file()}
    for name in sorted(name for name in files if name.parts[0] != ".git"):
        there, before = project / name, top / "before" / name
        if _same(there, new / name) and not _same(before, new / name):
            as_new.append(name.as_posix() + " (gone)" * (not there.exists()))
            there.unlink(missing_ok=True)
            before.unlink(missing_ok=True)
    words = ("git", "-c", "core.quotePath=false", "diff", "--no-index", "--no-color", "--no-renames", "before", "shop")
    ended = subprocess.run(words, cwd=top, capture_output=True, check=False)
    lines = ended.stdout.decode("utf-8", "backslashreplace").splitlines(keepends=True)
    told = f"as in a new project: {', '.join(as_new)}\n" if as_new else ""
    return status + told + "".join(line for line in lines if not line.startswith("index "))


def _same(one: Path, other: Path) -> bool:
    if not other.is_file():
        return not os.path.lexists(one)
    plain = one.is_file() and not one.is_symlink()
    return plain and one.read_bytes() == other.read_bytes() and one.stat().st_mode == other.stat().st_mode


def write(name: str) -> None:
    """Writes the texts of a scenario anew."""
    told = scenario(name)
    (HERE / name / "output.txt").write_text(told.output)
    (HERE / name / "after.txt").write_text(told.after)


if __name__ == "__main__":
    for word in sys.argv[1:] or names():
        write(word)
