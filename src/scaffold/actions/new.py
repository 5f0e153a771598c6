"""Makes a new project, or a pair of them: all or nothing, then the steps after it."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scaffold.core import questions
from scaffold.core.answers import FRAMEWORK
from scaffold.core.names import shown
from scaffold.core.problem import Problem
from scaffold.core.result import Result, Section
from scaffold.outside import engine, files, templates
from scaffold.outside.merge import journal

from . import afterwards
from .catalogue import Catalogue
from .command import again
from .gather import BOTH, Order


@dataclass(frozen=True)
class Afterwards:
    """Which steps follow. `git` is None for: when not already inside a repository."""

    git: bool | None = None
    install: bool = False


def new(catalogue: Catalogue, order: Order, steps: Afterwards, tell: Callable[[str], None] = lambda _: None) -> Result:
    """Makes the project; `tell` hears what begins.

    Raises Problem when that fails, and then nothing is left of it.
    """
    started = time.monotonic()
    target = order.directory.resolve()
    refuse_occupied(catalogue, order, target)
    with files.aside(target) as folder:
        render(catalogue, order, folder)
        written = files.paths(folder)
    seconds = time.monotonic() - started
    for project in projects(order, target).values():
        journal.made(project, f"new {order.directory}")
    after = afterwards.run(projects(order, target), git=steps.git, install=steps.install, tell=tell)
    command = again(catalogue, order, steps.git, steps.install)
    return Result(
        command="new",
        headline=f"Created {order.directory} ({_labels(catalogue, order)}, {len(written)} files) in {seconds:.1f} s",
        warnings=after.warnings,
        sections=(
            Section("Next:", next_steps(order, after)),
            Section("Same again without questions:", (command,)),
        ),
        data={
            **_data(catalogue, order, target, written),
            "seconds": round(seconds, 3),
            "git": after.committed,
            "installed": after.installed,
            "warnings": list(after.warnings),
            "next": list(next_steps(order, after)),
            "again": command,
        },
        exit=after.exit,
    )


def dry_run(catalogue: Catalogue, order: Order) -> Result:
    """Lists every file that `new` would write; writes none of them."""
    target = order.directory.resolve()
    refuse_occupied(catalogue, order, target)
    with rendered(catalogue, order) as folder:
        written = files.paths(folder)
    return Result(
        command="new",
        headline=f"Would create {order.directory} ({_labels(catalogue, order)}, "
        f"{len(written)} files). Nothing was written.",
        listing=(Section("", written),),
        data={**_data(catalogue, order, target, written), "dryRun": True},
    )


def refuse_occupied(catalogue: Catalogue, order: Order, target: Path) -> None:
    """Raises Problem when something is there already, with all files that would collide."""
    if not os.path.lexists(target) or (target.is_dir() and not any(target.iterdir())):
        return
    if not target.is_dir():
        raise Problem(
            code="not-a-folder",
            what=f"`{shown(str(order.directory))}` is a file",
            why="a project needs a folder of its own",
            fix="choose another name, or move the file away. Nothing was changed.",
        )
    with rendered(catalogue, order) as folder:
        written = files.paths(folder)
    taken = [path for path in written if os.path.lexists(target / path)]
    there = sorted(path.name for path in target.iterdir())
    raise Problem(
        code="folder-not-empty",
        what=f"`{shown(str(order.directory))}` already has {_count(taken)} that new would write"
        if taken
        else f"`{shown(str(order.directory))}` is not empty",
        why=f"{_and(taken)} {'exist' if len(taken) > 1 else 'exists'}" if taken else f"it holds {_and(there)}",
        fix="choose another folder. Nothing was changed.",
    )


def _count(taken: list[str]) -> str:
    return f"{len(taken)} file{'s' * (len(taken) > 1)}"


def _and(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


@contextmanager
def rendered(catalogue: Catalogue, order: Order) -> Iterator[Path]:
    """The project in a temporary folder, for a look."""
    with tempfile.TemporaryDirectory(prefix="scaffold-") as temporary:
        folder = Path(temporary, order.directory.name)
        folder.mkdir()
        render(catalogue, order, folder)
        yield folder


def render(catalogue: Catalogue, order: Order, folder: Path) -> None:
    """Fills an empty folder with the project, or with one folder for each framework."""
    with templates.unpacked(catalogue.tree) as tree:
        for framework, project in projects(order, folder).items():
            answers = {**order.answers, FRAMEWORK: framework}
            engine.render(tree, project, answers, (catalogue.source, catalogue.version))


def projects(order: Order, folder: Path) -> Mapping[str, Path]:
    """Where the project of each framework goes."""
    if len(order.frameworks) == 1:
        return {order.frameworks[0]: folder}
    return {framework: folder / framework for framework in order.frameworks}


def next_steps(order: Order, after: afterwards.Outcome) -> tuple[str, ...]:
    """What a person types next, once for each project."""
    steps = [*after.left]
    for framework, project in projects(order, order.directory).items():
        steps += [f"cd {project}", *afterwards.first_commands(framework, after.installed)]
        if len(order.frameworks) > 1 and framework != order.frameworks[-1]:
            steps.append("")
    return tuple(steps)


def _labels(catalogue: Catalogue, order: Order) -> str:
    question = questions.find(catalogue.questions, FRAMEWORK)
    return " and ".join(question.label(framework) for framework in order.frameworks)


def _data(catalogue: Catalogue, order: Order, target: Path, written: tuple[str, ...]) -> dict[str, Any]:
    framework = order.frameworks[0] if len(order.frameworks) == 1 else BOTH
    return {
        "project": str(target),
        "templates": catalogue.version,
        "answers": {FRAMEWORK: framework, **order.answers},
        "files": list(written),
    }
