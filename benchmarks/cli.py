"""What the command line costs: `uv run python benchmarks/cli.py [RUNS]`.

CPU seconds (user and system, children included) and peak memory of each program, run in turns A B C A B C, so that
whatever else the machine does falls on all of them. The ratio is that of the medians to `scaffold new`, with the range
from the fastest to the slowest turn. A second table shows how `scaffold new` grows with the resources.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from scaffold.outside import templates, trees

SCAFFOLD = [sys.executable, "-m", "scaffold"]
SIZES = (1, 10, 100, 1000)


@dataclass
class Program:
    """One program: how it is started in an empty folder, and what it cost so far."""

    name: str
    command: Callable[[Path], list[str]]
    seconds: list[float] = field(default_factory=list)
    megabytes: float = 0
    files: int = 0

    def run(self, folder: Path) -> None:
        """Runs it once and keeps what it cost."""
        folder.mkdir()
        with (folder.parent / "log").open("wb") as log:
            child = subprocess.Popen(
                self.command(folder), cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"{self.name} failed:\n{(folder.parent / 'log').read_text()}")
        self.seconds.append(usage.ru_utime + usage.ru_stime)
        # Why two units: Linux counts kilobytes, macOS bytes.
        self.megabytes = max(self.megabytes, usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024))
        self.files = sum(path.is_file() for path in folder.rglob("*"))
        shutil.rmtree(folder)


def main() -> None:
    """Prints both tables."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory(prefix="scaffold-benchmark-") as temporary:
        work = Path(temporary)
        programs = [
            Program("scaffold --help", lambda _: [*SCAFFOLD, "--help"]),
            Program("scaffold new", lambda _: [*SCAFFOLD, "new", "app", *WORDS]),
            *others(work),
        ]
        for turn in range(runs + 1):
            for program in programs:
                program.run(work / "project")
                if not turn:
                    program.seconds.clear()
        table(programs)
        growth(work, max(1, runs // 2))


WORDS = ("--framework", "flask", "--recipe", "shop", "--no-git", "--yes")


def others(work: Path) -> list[Program]:
    """What else is there to compare with; a program that cannot be installed is left out, and said so."""
    found = []
    _, tree = templates.newest()
    trees.write(tree, work / "template")
    answers = work / "answers.yml"
    made = subprocess.run(
        [*SCAFFOLD, "new", str(work / "made" / "app"), *WORDS, "--json"], check=True, capture_output=True
    )
    answers.write_text(json.dumps(json.loads(made.stdout)["answers"]))
    python = work / "venv/bin/python"
    needed = ["uv", "pip", "install", "--quiet", "--python", str(python), "copier", "cookiecutter"]
    if installed(["uv", "venv", "--quiet", str(work / "venv")]) and installed(needed):
        copier = [str(python), "-m", "copier", "copy", "--quiet", "--defaults", "--data-file", str(answers)]
        found.append(Program("copier copy", lambda _: [*copier, str(work / "template"), "app"]))
        cookie(work / "made/app", work / "cookie")
        found.append(
            Program("cookiecutter", lambda _: [str(python), "-m", "cookiecutter", "--no-input", str(work / "cookie")])
        )
    express = work / "express"
    if installed(["npm", "install", "--silent", "--prefix", str(express), "express-generator"]):
        script = express / "node_modules/express-generator/bin/express-cli.js"
        found.append(Program("express-generator", lambda _: ["node", str(script), "--no-view", "app"]))
    return found


def installed(command: list[str]) -> bool:
    """Runs an installer, and says so when that fails."""
    try:
        done = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        done = False
    if not done:
        sys.stdout.write(f"left out, since this failed: {' '.join(command[:3])}\n")
    return done


def cookie(project: Path, template: Path) -> None:
    """A cookiecutter template with the same files, each of which uses its one variable."""
    template.mkdir()
    (template / "cookiecutter.json").write_text('{"name": "app"}')
    for path in project.rglob("*"):
        if path.is_file():
            copy = template / "{{cookiecutter.name}}" / path.relative_to(project)
            copy.parent.mkdir(parents=True, exist_ok=True)
            text = path.read_text("utf-8", "replace").replace("{", "(").replace("}", ")")
            copy.write_text(f"{text}# {{{{cookiecutter.name}}}}\n", "utf-8")


def table(programs: list[Program]) -> None:
    """Prints what each program cost, and how often the cost of `scaffold new` that is."""
    base = statistics.median(next(one for one in programs if one.name == "scaffold new").seconds)
    sys.stdout.write(f"{'':<20}{'CPU s':>8}{'range':>14}{'MB':>7}{'files':>7}{'ratio':>7}\n")
    for one in programs:
        middle = statistics.median(one.seconds)
        low, high = min(one.seconds), max(one.seconds)
        sys.stdout.write(
            f"{one.name:<20}{middle:>8.2f}{f'{low:.2f} to {high:.2f}':>14}{one.megabytes:>7.0f}{one.files:>7}"
            f"{middle / base:>7.2f}\n"
        )


def growth(work: Path, runs: int) -> None:
    """Prints what `scaffold new` costs for more and more resources, and what one of them costs."""
    programs = {}
    for size in SIZES:
        answers = work / f"answers-{size}.yml"
        lines = [f"thing{n}x title:string! price:decimal parent:references{{thing{n}x}}" for n in range(size)]
        answers.write_text(json.dumps({"resources": lines}))
        command = [*SCAFFOLD, "new", "app", "--framework", "flask", "--answers", str(answers), "--no-git", "--yes"]
        programs[size] = Program(f"{size} resources", lambda _, command=command: command)  # type: ignore[misc]
    for _ in range(runs):
        for program in programs.values():
            program.run(work / "project")
    empty = statistics.median(programs[SIZES[0]].seconds)
    sys.stdout.write(f"\n{'resources':<20}{'CPU s':>8}{'MB':>7}{'files':>7}{'ms each':>9}\n")
    each = {}
    for size, one in programs.items():
        middle = statistics.median(one.seconds)
        each[size] = 1000 * (middle - empty) / (size - 1) if size > 1 else 1000 * middle
        sys.stdout.write(f"{size:<20}{middle:>8.2f}{one.megabytes:>7.0f}{one.files:>7}{each[size]:>9.1f}\n")
    sys.stdout.write(f"one of 1000 costs {each[1000] / each[100]:.2f} times what one of 100 costs (at most 1.3)\n")


if __name__ == "__main__":
    main()
