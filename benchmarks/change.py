"""What a change costs: `uv run python benchmarks/change.py [RUNS]`.

`scaffold update` against `copier update` and `cruft update`, each between the same two versions of the templates, in
the same edited project. CPU seconds (user and system, children included) and processes started, run in turns A B C
A B C; the ratio is that of the medians to `copier update`. `scaffold update` runs with what it keeps of projects thrown
away before, and with the project as it was made kept, as an earlier command leaves it. Then: nothing to do, more and
more resources, many projects at once, looked at twice and changed.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scaffold.actions import catalogue, change
from scaffold.actions.catalogue import Catalogue
from scaffold.core.answers import FILE
from scaffold.outside import history, store, templates, trees

SCAFFOLD = [sys.executable, "-m", "scaffold"]
UPDATE = [*SCAFFOLD, "update"]
NEW, OLD = "99.0.0", store.versions(templates.DATA)[0]
SIZES = (10, 100, 1000)
MANY, FEW = 100, 10


@dataclass
class Program:
    """One program, the project it starts from, and what it cost so far."""

    name: str
    command: Sequence[str]
    project: Path
    env: dict[str, str] = field(default_factory=dict)
    before: Callable[[Path], None] = lambda _: None
    seconds: list[float] = field(default_factory=list)
    processes: int = 0

    def run(self) -> None:
        """Runs it once in a fresh copy of the project and keeps what it cost."""
        with tempfile.TemporaryDirectory(prefix="scaffold-benchmark-") as temporary:
            copy = Path(temporary, "project")
            shutil.copytree(self.project, copy, symlinks=True)
            self.before(copy)
            seconds, code, said = measure(self.command, copy, self.env)
            if code:
                sys.exit(f"{self.name} failed:\n{said}")
            self.seconds.append(seconds)

    def count(self) -> None:
        """Counts the processes that it starts, itself included, where strace is there."""
        if not shutil.which("strace"):
            return
        with tempfile.TemporaryDirectory(prefix="scaffold-benchmark-") as temporary:
            copy, log = Path(temporary, "project"), Path(temporary, "log")
            shutil.copytree(self.project, copy, symlinks=True)
            self.before(copy)
            measure(["strace", "-f", "-qq", "-e", "trace=execve", "-o", str(log), *self.command], copy, self.env)
            self.processes = sum(" = 0" in line for line in log.read_text().splitlines())


def forget(_: Path) -> None:
    """Throws away what is kept of projects, but not what is compiled."""
    shutil.rmtree(Path(os.environ["SCAFFOLD_CACHE_DIR"], "kept"), ignore_errors=True)


def keep(project: Path) -> None:
    """Leaves the project as it was made, as any command that looked at it does."""
    forget(project)
    measure([*SCAFFOLD, "diff", "--stat", "--json"], project, {})


def measure(command: Sequence[str], cwd: Path, env: dict[str, str]) -> tuple[float, int, str]:
    """CPU seconds, exit code and output of a program."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(
            command, cwd=cwd, env={**os.environ, **env}, stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return usage.ru_utime + usage.ru_stime, child.returncode, out.read().decode("utf-8", "replace")


def main() -> None:
    """Prints all tables."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory(prefix="scaffold-benchmark-") as temporary:
        work = Path(temporary)
        os.environ["SCAFFOLD_CACHE_DIR"] = str(work / "cache")
        # Why: an installed program is compiled once, and not by each run.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(work / "compiled")
        programs = [
            Program("update, first time", UPDATE, project(work / "scaffold", OLD, "blog"), before=forget),
            Program("update, known", UPDATE, work / "scaffold", before=keep),
            *others(work),
            Program("nothing to do", UPDATE, project(work / "current", None, "blog")),
        ]
        for turn in range(runs + 1):
            for program in programs:
                program.run()
                if not turn:
                    program.seconds.clear()
        for program in programs:
            program.count()
        table(programs)
        growth(work, max(1, runs // 2))
        many(work)


def project(folder: Path, version: str | None, recipe: str, lines: Sequence[str] | None = None) -> Path:
    """A committed project of one version, with an edit in a file that the next one changes."""
    of = Catalogue(version, templates.version(version)) if version else catalogue.newest()
    given = {key: value for key, value in of.recipes[recipe].items() if key != "description"}
    given = {**given, "framework": "flask", "project_name": "shop"} | ({"resources": list(lines)} if lines else {})
    folder.mkdir(parents=True)
    trees.write(change.rendered(of, change.checked(of, given)), folder)
    edit(folder)
    return folder


def edit(folder: Path) -> None:
    """What a person does: a line of their own, committed."""
    with (folder / "app/__init__.py").open("a") as file:
        file.write("\n\n# Ours.\n")
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Start"]):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], cwd=folder, check=True)


def others(work: Path) -> list[Program]:
    """Copier and cruft on the same two versions; one that cannot be installed is left out, and said so."""
    python = work / "venv/bin/python"
    needed = ["uv", "pip", "install", "--quiet", "--python", str(python), "copier", "cruft"]
    if not (installed(["uv", "venv", "--quiet", str(work / "venv")]) and installed(needed)):
        return []
    data = work / "data"
    store.append(data, OLD, templates.version(OLD))
    store.append(data, NEW, templates.newest(NEW)[1])
    (work / "history").mkdir()
    history.write(data, work / "history")
    config = work / "gitconfig"
    config.write_text(
        f'[user]\n\tname = a\n\temail = a@b\n[url "{work / "history"}"]\n\tinsteadOf = {templates.SOURCE}\n'
    )
    env = {"GIT_CONFIG_GLOBAL": str(config)}
    copier = [str(python), "-m", "copier", "update", "--quiet", "--defaults", "--vcs-ref", f"v{NEW}"]
    return [
        Program("copier update", copier, project(work / "copier", OLD, "blog"), env),
        Program("cruft update", [str(python), "-m", "cruft", "update", "-y"], crufted(work, python), env),
    ]


def crufted(work: Path, python: Path) -> Path:
    """A project of cruft, of whose template the second version has the files of our second."""
    template = work / "cookie"
    template.mkdir()
    (template / "cookiecutter.json").write_text('{"name": "shop"}')
    for version in (OLD, None):
        made = project(work / f"made-{version}", version, "blog")
        shutil.rmtree(template / "{{cookiecutter.name}}", ignore_errors=True)
        for path in made.rglob("*"):
            if path.is_file() and ".git" not in path.relative_to(made).parts:
                copy = template / "{{cookiecutter.name}}" / path.relative_to(made)
                copy.parent.mkdir(parents=True, exist_ok=True)
                text = path.read_text("utf-8", "replace")
                for mark in ("{{", "{%", "{#"):
                    text = text.replace(mark, "(" + mark[1:])
                copy.write_text(f"{text}# {{{{cookiecutter.name}}}}\n", "utf-8")
        if version:
            commit(template)
            words = [str(python), "-m", "cruft", "create", str(template), "--no-input", "--output-dir", str(work)]
            subprocess.run(words, check=True, capture_output=True)
    commit(template)
    edit(work / "shop")
    return work / "shop"


def commit(folder: Path) -> None:
    """Commits everything in a folder."""
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Next"]):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], cwd=folder, check=True)


def installed(command: list[str]) -> bool:
    """Runs an installer, and says so when that fails."""
    done = subprocess.run(command, capture_output=True, check=False).returncode == 0
    if not done:
        sys.stdout.write(f"left out, since this failed: {' '.join(command[:3])}\n")
    return done


def table(programs: Sequence[Program]) -> None:
    """Prints what each program cost, and how often the cost of `copier update` that is."""
    peer = next((one for one in programs if one.name == "copier update"), programs[0])
    base = statistics.median(peer.seconds)
    sys.stdout.write(f"{'':<20}{'CPU s':>8}{'range':>14}{'processes':>11}{'ratio':>7}\n")
    for one in programs:
        middle = statistics.median(one.seconds)
        spread = f"{min(one.seconds):.2f} to {max(one.seconds):.2f}"
        sys.stdout.write(f"{one.name:<20}{middle:>8.2f}{spread:>14}{one.processes or '?':>11}{middle / base:>7.2f}\n")


def growth(work: Path, runs: int) -> None:
    """Prints what adding one resource costs beside more and more of them."""
    sys.stdout.write(f"\n{'resources':<20}{'CPU s':>8}{'ms each':>14}\n")
    for size in SIZES:
        lines = [f"thing{number}x name:string!" for number in range(size)]
        command = [*SCAFFOLD, "add", "resource", "one_more name:string!"]
        program = Program(str(size), command, project(work / f"size-{size}", None, "bare", lines))
        for _ in range(runs):
            program.run()
        middle = statistics.median(program.seconds)
        sys.stdout.write(f"{size:<20}{middle:>8.2f}{1000 * middle / size:>14.1f}\n")


def many(work: Path) -> None:
    """Prints what many projects take at once, and a few of them one after the other."""
    folders = [work / "many" / f"project-{number}" for number in range(MANY)]
    for folder in folders:
        shutil.copytree(work / "scaffold", folder, symlinks=True)
        answers = folder / FILE
        # Why: no two projects of an organisation have the same answers.
        answers.write_text(answers.read_text().replace("project_name: shop", f"project_name: {folder.name}"))
    sys.stdout.write(f"\n{'projects':<20}{'CPU s each':>12}{'s each':>8}{'s':>6}\n")
    forget(work)
    for name, *words in (("looked at", "--check"), ("once more", "--check"), ("changed",)):
        started = time.monotonic()
        seconds, _, said = measure([*SCAFFOLD, "update", *words, *map(str, folders), "--json"], work, {})
        elapsed = time.monotonic() - started
        todo = sum(bool(one["steps"]) for one in json.loads(said)["projects"])
        sys.stdout.write(f"{f'{todo} {name}':<20}{seconds / MANY:>12.2f}{elapsed / MANY:>8.2f}{elapsed:>6.0f}\n")
    shutil.rmtree(work / "many")
    for folder in folders[:FEW]:
        shutil.copytree(work / "scaffold", folder, symlinks=True)
    started = time.monotonic()
    seconds = sum(measure([*SCAFFOLD, "update"], folder, {})[0] for folder in folders[:FEW])
    elapsed = time.monotonic() - started
    sys.stdout.write(f"{f'{FEW} one by one':<20}{seconds / FEW:>12.2f}{elapsed / FEW:>8.2f}{elapsed:>6.0f}\n")


if __name__ == "__main__":
    main()
