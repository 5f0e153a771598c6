"""From nothing to a pair that can be served: made, installed, migrated, filled, in a folder that stays."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from scaffold.core.names import shown
from scaffold.core.problem import OUTSIDE, Problem, refuse
from scaffold.outside import commands, files
from scaffold.outside.live import groups, programs

from . import gather, new
from .afterwards import OFFLINE
from .catalogue import Catalogue
from .project import NAMES

RECIPE = "shop"
# Both hold the name of the recipe; the second says that all steps are done.
# Why files: whoever is killed in between goes on there the next time, and a pair of somebody's own is none of these.
BEGUN, READY = ".demo-begun", ".demo-ready"
# Seconds between two looks at what both do.
EVERY = 0.05
# Why offline first: what is in the caches is taken without asking anybody.
INSTALL = {
    "flask": (("uv", "sync", "--quiet", "--offline"), ("uv", "sync", "--quiet")),
    "express": (
        ("npm", "install", "--offline", "--no-audit", "--no-fund", "--loglevel=error"),
        ("npm", "install", "--no-audit", "--no-fund", "--loglevel=error"),
    ),
}
QUIET = {"npm_config_update_notifier": "false", "npm_config_fetch_retries": "1", "UV_HTTP_TIMEOUT": "15"}
# What became of the pair when that failed.
GONE, KEPT = ". Nothing is left.", ". The pair is there."
Tell = Callable[[str], None]
Work = Callable[[str, groups.Groups, Tell], None]


def folder_of(recipe: str) -> Path:
    """Where the pair of a recipe is kept when nobody says: beside what else is here."""
    return Path(f"demo-{Path(recipe).stem}")


def prepare(catalogue: Catalogue, recipe: str, folder: Path, tell: Tell) -> bool:
    """Makes the pair, or goes on with the one that is there; tells what begins, and whether it made it.

    Raises Problem or Problems when it cannot be made; then nothing of a new one is left, nor after Ctrl-C.
    """
    given_as, folder = folder, folder.absolute()
    with_node()
    is_new = not os.path.lexists(folder) or (folder.is_dir() and not files.entries(folder))
    if not is_new:
        _refuse_other(folder, given_as, recipe)
        if (folder / READY).is_file():
            return False
    try:
        if is_new:
            tell("Making the pair")
            given = gather.Given(directory=str(given_as), recipe=recipe, flags={"framework": "both"})
            order = gather.order(catalogue, given, gather.gather(catalogue, given))
            new.new(catalogue, order, new.Afterwards(git=False))
            (folder / BEGUN).write_text(_name(recipe), "utf-8")
        _both(folder, tell)
        (folder / BEGUN).replace(folder / READY)
    except BaseException as error:
        if is_new:
            shutil.rmtree(folder, ignore_errors=True)
        elif isinstance(error, Problem):
            raise replace(error, fix=error.fix.replace(GONE, KEPT)) from None
        raise
    return True


def _refuse_other(folder: Path, given_as: Path, recipe: str) -> None:
    """Raises Problem for what is no demo of this recipe: nobody wants a pair of their own installed and filled."""
    made_of = ""
    for name in (BEGUN, READY):
        with contextlib.suppress(OSError, ValueError):
            made_of = (folder / name).read_text("utf-8")
    if made_of == _name(recipe) and all((folder / name).is_dir() for name in NAMES):
        return
    raise Problem(
        code="occupied",
        what=f"`{shown(str(given_as))}` is no pair of the demo `{shown(_name(recipe))}`",
        why=f"it is the demo `{shown(made_of)}`" if made_of else "something else is there",
        fix="name another folder: `scaffold demo --folder NAME`. A pair of your own is served by "
        "`scaffold serve PAIR`. Nothing was changed.",
    )


def _name(recipe: str) -> str:
    return Path(recipe).name


def _both(folder: Path, tell: Tell) -> None:
    at_once(tuple(NAMES), lambda side, started, does: _side(side, folder / side, started, does), tell)


def at_once(sides: Sequence[str], work: Work, tell: Tell) -> None:
    """Works on several sides, and tells what each does. Whatever happens, nothing that was started is left.

    Raises the first Problem that one of them has; the others are stopped then.
    """
    does, problems = dict.fromkeys(sides, ""), list[Problem]()
    with groups.Groups() as started:

        def alone(side: str) -> None:
            try:
                work(side, started, lambda text: does.update({side: text}))
            except Problem as problem:
                problems.append(problem)
                started.stop()
            finally:
                does[side] = ""

        threads = [threading.Thread(target=alone, args=(side,), daemon=True) for side in sides]
        for thread in threads:
            thread.start()
        said = ""
        while any(thread.is_alive() for thread in threads):
            now = ", ".join(f"{NAMES[side]}: {text}" for side, text in does.items() if text)
            if now and now != said:
                tell(now)
                said = now
            time.sleep(EVERY)
    refuse(problems[:1])


def _side(framework: str, folder: Path, started: groups.Groups, does: Tell) -> None:
    done = folder / (".venv/bin/flask" if framework == "flask" else "node_modules/.package-lock.json")
    if not done.exists():
        does("installing")
        _install(framework, folder, started)
    own = programs.of(framework, folder)
    # Why not the settings of `.env`: the program of the project reads them by itself.
    if own.upgrade:
        does("migrating")
        _run(folder, own.upgrade, started, "its database cannot be migrated")
    if own.seed:
        does("filling")
        _run(folder, own.seed, started, "its database cannot be filled")


def _install(framework: str, folder: Path, started: groups.Groups) -> None:
    cached, fetched = INSTALL[framework]
    if not commands.find(cached[0]):
        fix = "pip install uv" if framework == "flask" else "pip install 'scaffold-flask-express[node]'"
        raise _failed(folder, f"`{cached[0]}` {commands.MISSING}", fix)
    ended = started.run(folder, cached, QUIET)
    if not ended.done and not os.environ.get(OFFLINE):
        ended = started.run(folder, fetched, QUIET)
    if not ended.done:
        why = f"`{' '.join(fetched[:2])}`: {ended.said}"
        raise _failed(folder, why, "look at the connection, and run the same command again")


def _run(folder: Path, words: tuple[str, ...], started: groups.Groups, what: str) -> None:
    ended = started.run(folder, words, QUIET)
    if not ended.done:
        raise _failed(folder, f"{what}: {ended.said}", "mend what it says, and run the same command again")


def _failed(folder: Path, why: str, fix: str) -> Problem:
    name = folder.name.capitalize()
    return Problem("demo-failed", f"the {name} side cannot be prepared", why, f"{fix}{GONE}", OUTSIDE)


def with_node() -> None:
    """Puts the Node of the extra before another one that is too old, or where there is none."""
    for place in (None, str(Path(sys.executable).parent)):
        found = shutil.which("node", path=place)
        ended = commands.run(Path.cwd(), found, "--version") if found else None
        if found and ended and ended.done and int(ended.said.lstrip("v").partition(".")[0]) >= programs.NODE:
            if place:
                os.environ["PATH"] = os.pathsep.join([place, os.environ.get("PATH", "")])
            return
    raise Problem(
        code="no-node",
        what="the Express side cannot be started",
        why=f"there is no Node {programs.NODE} on this machine",
        fix="pip install 'scaffold-flask-express[node]', and run the same command again. Nothing was made.",
        exit=OUTSIDE,
    )
