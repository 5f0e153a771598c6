"""`scaffold measure`: carries out the experiments behind claims on a pair, and keeps what they gave."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scaffold.actions import catalogue
from scaffold.actions.compare import pair, runs
from scaffold.core import measured
from scaffold.core.comparison import Both
from scaffold.core.measured import Machine, Measured, Measurements
from scaffold.core.problem import OUTSIDE, Problem, nearest
from scaffold.outside import commands, known
from scaffold.outside import packages as installed
from scaffold.outside.known import Claimed
from scaffold.outside.live import load, programs

from . import kept
from .bench import QUICK, WHOLE, Bench
from .experiments import EXPERIMENTS, Findings

# The part of this machine that others may take, and the seconds that it is looked at for.
BUSY, LOOK = 0.25, 1.0
PACKAGES = {"flask": ("flask", "gunicorn", "sqlalchemy"), "express": ("express", "@mikro-orm/core")}


@dataclass(frozen=True)
class Asked:
    """What is to be measured: the claims, in the order of the templates, each with the experiment that it needs."""

    sides: Both[Path]
    file: Path
    claims: tuple[Claimed, ...]


def claims() -> tuple[Claimed, ...]:
    """The claims that an experiment answers."""
    return tuple(one for one in known.claims(catalogue.newest().tree) if one.experiment)


def ask(folders: Sequence[Path], names: Sequence[str]) -> Asked:
    """What the words of a command mean. Raises Problem for an unknown claim, and for what is no pair on disk."""
    there = claims()
    if unknown := next((name for name in names if name not in {one.name for one in there}), None):
        raise Problem(
            code="no-claim",
            what=f"there is no claim `{unknown}` to measure",
            why="the claims that can be measured are `" + "`, `".join(one.name for one in there) + "`",
            fix=nearest(unknown, [one.name for one in there]) or "`scaffold measure --list` tells what each is about",
        )
    halves = pair.find(folders)
    for half in (halves.flask, halves.express):
        if not half.folder:
            raise Problem(
                code="not-installed",
                what=f"the {half.framework.capitalize()} side cannot be measured",
                why="it is not on disk",
                fix="make it with `scaffold twin ../FOLDER`, and install its packages",
            )
    assert halves.flask.folder and halves.express.folder  # noqa: S101
    sides = Both(halves.flask.folder.resolve(), halves.express.folder.resolve())
    chosen = tuple(one for one in there if not names or one.name in names)
    return Asked(sides, pair.home(sides.flask, sides.express) / kept.FILE, chosen)


def measure(asked: Asked, *, quick: bool, anyway: bool, command: str, tell: Callable[[str], None]) -> Measurements:
    """Carries out what is asked, and writes it to its file. Raises Problem or Problems; nothing is left running."""
    before = kept.read(asked.file)
    kept.refuse_unwritable(asked.file)
    runs.both_of(asked.sides)
    tell("Looking at this machine")
    busy = load.busy(LOOK)
    if busy > BUSY and not anyway:
        raise Problem(
            code="too-busy",
            what="this machine is too busy to measure on",
            why=f"other programs take {busy:.0%} of it, and what is measured then is about them",
            fix="end what else is running and try again; `--anyway` measures all the same, and says so",
            exit=OUTSIDE,
        )
    found: list[Measured] = []
    with runs.begun(asked.sides, tell, experiments_too=True) as both:
        bench = Bench(both, QUICK if quick else WHOLE, tell)
        done: dict[str, Findings] = {}
        for one in asked.claims:
            # Why once: several claims may be about one experiment.
            if one.experiment not in done:
                done[one.experiment] = EXPERIMENTS[one.experiment](bench)
            found.append(done[one.experiment].of(one.name))
        machine = _machine(asked.sides, both.programs.express.folder, busy)
    if busy > BUSY:
        doubt = f"Other programs took {busy:.0%} of this machine before."
        found = [Measured(one.claim, one.how, one.series, (doubt, *one.doubts)) for one in found]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    all_of_them = measured.joined(before.measured if before else (), found)
    written = Measurements(now, command, machine, all_of_them)
    kept.write(asked.file, written)
    return Measurements(now, command, machine, tuple(found))


def _machine(sides: Both[Path], folder: Path, busy: float) -> Machine:
    import psutil  # noqa: PLC0415

    versions: dict[str, str] = {}
    for side, place in (("flask", sides.flask), ("express", sides.express)):
        there = installed.of(side, place)
        every = there.all.values() if there else ()
        versions |= {one.name: one.version for one in every if one.name.lower() in PACKAGES[side] and one.version}
    python = commands.run(sides.flask, str(sides.flask / ".venv" / "bin" / "python"), "--version")
    return Machine(
        system=f"{platform.system()} {platform.machine()}",
        cores=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        memory=psutil.virtual_memory().total,
        busy=round(busy, 3),
        python=python.said.removeprefix("Python "),
        node=commands.run(folder, programs.node(folder), "--version").said.removeprefix("v"),
        packages=dict(sorted(versions.items())),
    )
