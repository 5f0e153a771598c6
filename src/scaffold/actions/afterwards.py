"""The steps after a project is there: install, git. A step that fails becomes a next step."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scaffold.core.problem import INTERRUPTED
from scaffold.outside import commands, machine

MESSAGE = "Start from scaffold"
INSTALLERS = {"flask": ("uv", "sync"), "express": ("npm", "install")}
FIRST = {
    "flask": ("uv run flask db upgrade", "uv run flask run"),
    "express": ("npm run db:upgrade", "npm run dev"),
}


@dataclass
class Outcome:
    """What was done, what was not, and what is left for the person to type."""

    installed: bool = False
    committed: bool = False
    warnings: tuple[str, ...] = ()
    left: list[str] = field(default_factory=list)
    exit: int = 0


def run(projects: Mapping[str, Path], *, git: bool | None, install: bool, tell: Callable[[str], None]) -> Outcome:
    """Runs the steps that were asked for in each project."""
    outcome = Outcome()
    try:
        if install:
            done = []
            for framework, folder in projects.items():
                tell(f"Installing for {folder.name}")
                done.append(_install(framework, folder, outcome))
            outcome.installed = all(done)
        if git is not False:
            done = []
            for folder in projects.values():
                tell(f"Committing {folder.name}")
                done.append(_commit(folder, git, outcome))
            outcome.committed = all(done)
    except KeyboardInterrupt:
        outcome.warnings += ("Stopped. The project is there; the steps after it are not finished.",)
        outcome.exit = INTERRUPTED
    return outcome


def _install(framework: str, folder: Path, outcome: Outcome) -> bool:
    words = INSTALLERS[framework]
    ended = commands.run(folder, *words)
    if not ended.done:
        outcome.warnings += (f"`{' '.join(words)}` failed: {ended.said}",)
    return ended.done


def _commit(folder: Path, wanted: bool | None, outcome: Outcome) -> bool:
    if wanted is None and commands.inside_repository(folder.parent):
        return False
    commit = ("git", "commit", "-q", "-m", MESSAGE)
    steps = (("git", "init", "-q", "-b", "main"), ("git", "add", "-A"), commit)
    for number, words in enumerate(steps):
        ended = commands.run(folder, *words)
        if ended.done:
            continue
        where = f"git -C {shlex.quote(str(folder))}"
        left = [f"{where} {shlex.join(step[1:])}" for step in steps[number:]]
        if words == commit and not _has_identity(folder):
            ended = commands.Outcome(False, "git does not know who you are")
            left = [
                'git config --global user.name "Your Name"',
                "git config --global user.email you@example.org",
                *left,
            ]
        outcome.warnings += (f"`{' '.join(words[:2])}` failed: {ended.said}",)
        outcome.left += left
        return False
    return True


def _has_identity(folder: Path) -> bool:
    return commands.run(folder, "git", "-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT").done


def first_commands(framework: str, folder: Path, installed: bool) -> tuple[str, ...]:
    """What makes a fresh project run. Why no install for Flask: `uv run` does it."""
    install = " ".join(INSTALLERS[framework])
    needed = framework == "express" and not installed
    create = machine.creates(machine.defaults(folder).get("DATABASE_URL", ""))
    return (*[install] * needed, *filter(None, [create]), *FIRST[framework])
