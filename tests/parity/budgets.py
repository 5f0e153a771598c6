"""Counts what a project's owner has to own, in files and non-blank lines: `uv run python tests/parity/budgets.py`."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from parity.machine import FRAMEWORKS
from parity.projects import NONE, RECIPES, WHOLE, rendered

# What belongs to a machine, and to no project.
FOREIGN = {".venv", "node_modules", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".git"}
CASES: dict[str, tuple[str, ...]] = {recipe: (recipe,) for recipe in RECIPES} | {
    "bare, no feature": ("bare", *NONE),
    "starter, no feature": ("starter", *NONE),
    "blog, everything": ("blog", *WHOLE),
}


@dataclass
class Counted:
    """Files of any kind, and lines of code by what they are for."""

    files: int = 0
    plumbing: int = 0
    migrations: int = 0
    tests: int = 0
    resources: Counter[str] = field(default_factory=Counter)

    @property
    def code(self) -> int:
        return self.plumbing + self.tests + self.resources.total()


def files(project: Path) -> Iterator[Path]:
    """All files that were rendered, by their path in the project."""
    for path in sorted(project.rglob("*")):
        inside = path.relative_to(project)
        if path.is_file() and not FOREIGN & {*inside.parts}:
            yield inside


def counted(project: Path) -> Counted:
    found = Counted()
    for path in files(project):
        found.files += 1
        if path.suffix not in (".py", ".ts"):
            continue
        number = lines((project / path).read_text())
        match path.parts:
            case ("tests", *_):
                found.tests += number
            case ("migrations", *_):
                found.migrations += number
            case ("app" | "src", "features", resource, _):
                found.resources[resource] += number
            case _:
                found.plumbing += number
    return found


def lines(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())


def main() -> None:
    print(f"{'':22}{'':9}{'files':>6}{'plumbing':>10}{'tests':>7}{'migrations':>12}  resources")
    for case, words in CASES.items():
        for framework in FRAMEWORKS:
            found = counted(rendered(framework, *words))
            each = ", ".join(f"{name} {number}" for name, number in sorted(found.resources.items()))
            numbers = f"{found.files:6}{found.plumbing:10}{found.tests:7}{found.migrations:12}"
            print(f"{case:22}{framework:9}{numbers}  {each}")


if __name__ == "__main__":
    main()
