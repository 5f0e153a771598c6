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
from scaffold.core.answers import FILE, FRAMEWORK
from scaffold.core.names import listed, shown
from scaffold.core.problem import Problem
from scaffold.core.result import Result, Section
from scaffold.outside import engine, files, templates
from scaffold.outside.merge import journal

from . import afterwards
from .catalogue import Catalogue
from .command import again, cd
from .gather import BOTH, SOME, Order

AGAIN = "Same again without questions:"
# Where a browser finds each of them, as the templates have it.
PORTS = {"flask": 5000, "express": 3000}
UPDATE = ", or run `scaffold update` inside this one"


@dataclass(frozen=True)
class Afterwards:
    """Which steps follow. `git` is None for: when not already inside a repository."""

    git: bool | None = None
    install: bool = False


def new(
    catalogue: Catalogue,
    order: Order,
    steps: Afterwards,
    tell: Callable[[str], None] = lambda _: None,
    *,
    complete: bool = False,
) -> Result:
    """Makes the project; `tell` hears what begins, and `complete` names every file that is in the way.

    Raises Problem when that fails, and then nothing is left of it.
    """
    started = time.monotonic()
    target = order.directory.resolve()
    refuse_occupied(catalogue, order, target, complete=complete)
    with files.aside(target) as folder:
        render(catalogue, order, folder)
        written = files.paths(folder)
    seconds = time.monotonic() - started
    for project in projects(order, target).values():
        journal.made(project, f"new {order.directory}")
    after = afterwards.run(projects(order, target), git=steps.git, install=steps.install, tell=tell)
    command = again(catalogue, order, steps.git, steps.install)
    waiting = afterwards.named(after)
    return Result(
        command="new",
        headline=f"Created {order.shown} ({_labels(catalogue, order)}, {len(written)} files) in {seconds:.1f} s",
        warnings=after.warnings,
        sections=(
            Section("Next:", next_steps(order, after)),
            Section("Then open:", _addresses(order)),
            Section(AGAIN, (command,)),
            *([Section("Git does not know your name yet; the first commit:", waiting)] if waiting else []),
        ),
        data={
            **_data(catalogue, order, target, written),
            "seconds": round(seconds, 3),
            "git": after.committed,
            "installed": after.installed,
            "locked": after.locked,
            "warnings": list(after.warnings),
            "next": [*next_steps(order, after), *waiting],
            "open": list(_addresses(order)),
            "again": command,
        },
        exit=after.exit,
    )


def dry_run(catalogue: Catalogue, order: Order) -> Result:
    """Lists every file that `new` would write; writes none of them."""
    target = order.directory.resolve()
    refuse_occupied(catalogue, order, target, complete=True, limit=None)
    with rendered(catalogue, order) as folder:
        written = files.paths(folder)
    return Result(
        command="new",
        headline=f"Would create {order.shown} ({_labels(catalogue, order)}, "
        f"{len(written)} files). Nothing was written.",
        listing=(Section("", written),),
        data={**_data(catalogue, order, target, written), "dryRun": True},
    )


def refuse_occupied(
    catalogue: Catalogue, order: Order, target: Path, *, complete: bool, limit: int | None = SOME
) -> None:
    """Raises Problem when something is there already.

    It names the files that would collide, the first ones to a person. A project is told at once, without them, unless
    the list is to be complete.
    """
    if not os.path.lexists(target) or (target.is_dir() and not files.entries(target)):
        return
    name = shown(str(order.directory))
    if not target.is_dir():
        raise Problem(
            code="not-a-folder",
            what=f"`{name}` is a file",
            why="a project needs a folder of its own",
            fix="choose another name, or move the file away. Nothing was changed.",
        )
    if not complete and (there := _project(order, target)):
        raise _occupied(f"`{name}` is a project already", f"it holds {there}", UPDATE)
    with rendered(catalogue, order) as folder:
        written = files.paths(folder)
    taken = tuple(path for path in written if os.path.lexists(target / path))
    if not taken:
        there = listed(files.entries(target), limit)
        raise _occupied(f"`{name}` is not empty", f"it holds {there}")
    what = f"`{name}` already has {len(taken)} file{'s' * (len(taken) > 1)} that new would write"
    why = f"{listed(taken, limit)} {'exist' if len(taken) > 1 else 'exists'}"
    raise _occupied(what, why, UPDATE * bool(_project(order, target)), taken)


def _project(order: Order, target: Path) -> str:
    """Where a project keeps its answers, when there is one in this folder or in those of a pair."""
    folders = (target, *projects(order, target).values())
    return next((f"{(one / FILE).relative_to(target)}" for one in folders if (one / FILE).is_file()), "")


def _occupied(what: str, why: str, more: str = "", taken: tuple[str, ...] = ()) -> Problem:
    return Problem(
        code="folder-not-empty",
        what=what,
        why=why,
        fix=f"choose another folder{more}. Nothing was changed.",
        files=taken,
    )


@contextmanager
def rendered(catalogue: Catalogue, order: Order) -> Iterator[Path]:
    """The project in a temporary folder, for a look."""
    with tempfile.TemporaryDirectory(prefix="scaffold-") as temporary:
        folder = Path(temporary, order.name)
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
    """What a person types next, to be pasted in order: the last one serves, and does not end by itself."""
    steps, here = [*after.left], Path()
    several = projects(order, order.directory)
    for framework, project in several.items():
        way = os.path.relpath(project, here) if here.name else str(project)
        steps += [cd(way)] * (way != ".")
        steps += afterwards.first_commands(framework, project, after, alone=len(several) == 1)
        here = project
    return (*steps, cd(".."), "scaffold start") if len(several) > 1 else tuple(steps)


def _addresses(order: Order) -> tuple[str, ...]:
    return tuple(f"http://127.0.0.1:{PORTS[framework]}" for framework in order.frameworks)


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
