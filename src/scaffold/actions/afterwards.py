"""The steps after a project is there: install, git. A step that fails becomes a next step."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scaffold.core.problem import INTERRUPTED
from scaffold.outside import commands, machine, tools

MESSAGE = "Start from scaffold"
# Seconds that a registry has: the project is there, and somebody waits for its first commit.
LOCK_PATIENCE = 60
# Why: an installer would ask a registry that does not answer again and again.
HURRIED = {
    "UV_HTTP_TIMEOUT": "15",
    "UV_HTTP_RETRIES": "1",
    "npm_config_fetch_retries": "1",
    "npm_config_fetch_retry_mintimeout": "1000",
    "npm_config_fetch_timeout": "15000",
}
OFFLINE = "SCAFFOLD_OFFLINE"


@dataclass
class Outcome:
    """What was done, what was not, and what is left for the person to type.

    `nameless` are the commands of the commits that wait for git to know who makes them.
    """

    installed: bool = False
    locked: bool = False
    committed: bool = False
    warnings: tuple[str, ...] = ()
    left: list[str] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    unlocked: tuple[str, ...] = ()
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
        wanted = {framework: folder for framework, folder in projects.items() if _commits(folder, git)}
        locked = []
        for framework, folder in wanted.items():
            tell(f"Locking the versions of {folder.name}")
            locked.append(_lock(framework, folder, outcome))
        outcome.locked = bool(locked) and all(locked)
        done = []
        for folder in wanted.values():
            tell(f"Committing {folder.name}")
            done.append(_commit(folder, outcome))
        outcome.committed = bool(done) and all(done)
    except KeyboardInterrupt:
        outcome.warnings += ("Stopped. The project is there; the steps after it are not finished.",)
        outcome.exit = INTERRUPTED
    if any(one.endswith(commands.MISSING) for one in outcome.warnings):
        outcome.warnings += ("`scaffold doctor` tells how to get what is missing",)
    # Why: both of a pair lack the same program.
    outcome.warnings = tuple(dict.fromkeys(outcome.warnings))
    return outcome


def _install(framework: str, folder: Path, outcome: Outcome) -> bool:
    words = tools.INSTALLERS[framework]
    ended = commands.run(folder, *words)
    if not ended.done:
        outcome.warnings += (f"`{' '.join(words)}` failed: {ended.said}",)
    return ended.done


def _commits(folder: Path, wanted: bool | None) -> bool:
    """Whether a project gets a first commit of its own."""
    return not commands.inside_repository(folder.parent) if wanted is None else wanted


def _lock(framework: str, folder: Path, outcome: Outcome) -> bool:
    """Makes the lock file that the first commit has: CI installs from it. Nothing where there is nothing to lock."""
    source, made, words = tools.LOCKERS[framework]
    if not (folder / source).is_file() or (folder / made).is_file():
        return (folder / made).is_file()
    if os.environ.get(OFFLINE):
        ended = commands.Outcome(False)
    else:
        settings = {key: value for key, value in HURRIED.items() if key not in os.environ}
        ended = commands.run(folder, *words, settings=settings, seconds=LOCK_PATIENCE, apart=True)
        if not ended.done:
            outcome.warnings += (f"`{shlex.join(words[:2])}` made no lock file: {ended.said}",)
    if not ended.done:
        outcome.unlocked += (framework,)
    return ended.done


def _commit(folder: Path, outcome: Outcome) -> bool:
    commit = ("git", "commit", "-q", "-m", MESSAGE)
    steps = (("git", "init", "-q", "-b", "main"), ("git", "add", "-A"), commit)
    for number, words in enumerate(steps):
        ended = commands.run(folder, *words)
        if ended.done:
            continue
        where = f"git -C {shlex.quote(str(folder))}"
        left = [f"{where} {shlex.join(step[1:])}" for step in steps[number:]]
        if words == commit and not _has_identity(folder):
            outcome.nameless += left
            return False
        outcome.warnings += (f"`{' '.join(words[:2])}` failed: {ended.said}",)
        outcome.left += left
        return False
    return True


def _has_identity(folder: Path) -> bool:
    return commands.run(folder, "git", "-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT").done


def first_commands(framework: str, folder: Path, after: Outcome, *, alone: bool) -> tuple[str, ...]:
    """What makes a fresh project ready, one command after the other, and serves it when it is `alone`.

    Why no install for Flask: `uv run` does it.
    """
    known = tools.of(framework, folder)
    locks = framework in after.unlocked
    runs = alone or (known.upgrade and known.migrates)
    install = known.install * ((framework == "express" and not after.installed) or locks or not runs)
    made = tools.LOCKERS[framework][1]
    # Why committed: CI installs from it.
    lock = (f"git add {made}", 'git commit -q -m "Lock the versions"') if locks and not after.nameless else ()
    create = machine.creates(machine.defaults(folder).get("DATABASE_URL", ""))
    prepare = (create, known.upgrade, known.seed) if known.migrates else (create,)
    return tuple(filter(None, [install, *lock, *prepare, known.serve * alone]))


def named(after: Outcome) -> tuple[str, ...]:
    """What is typed so that the first commits are made; nothing when they are."""
    who = ('git config --global user.name "Your Name"', "git config --global user.email you@example.org")
    return (*who, *after.nameless) if after.nameless else ()
