"""Runs both sides of a pair as in development, and the page that asks them, until it is told to end."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from scaffold.actions import mistakes, project
from scaffold.actions.compare.pair import home
from scaffold.actions.measure import kept
from scaffold.actions.project import PAIR, Project
from scaffold.core import names
from scaffold.core.answers import NAME, RESOURCES
from scaffold.core.problem import Problem, Problems, refuse
from scaffold.core.resource import Resource, stored
from scaffold.core.result import Result
from scaffold.outside import files
from scaffold.outside.live import apps, development, tracing
from scaffold.outside.live.development import Side
from scaffold.outside.merge import planted

from . import bare, room, sides
from .bridges import Bridges
from .experiments import Experiments
from .feed import Feed
from .mistakes import Mistakes
from .web import Server

# Where it is noted that a pair is served. Why there: it is on this machine only, and nobody commits it.
MARK = ".venv/.scaffold-serve"

Tell = Callable[[str, str, Sequence[Side], Sequence[str]], None]


def serve(folders: Sequence[Path], tell: Tell, *, alone: bool = False, at: str | None = None) -> Result:
    """Runs until Ctrl-C; `tell` gets the addresses of page and room, both sides and what a person should know.

    It is called as soon as the page can be opened.

    `alone` asks both frameworks alone, too, as soon as they can be. `at` is where people in the room can predict, an
    address of this machine; empty is the one that it has towards others, None is nowhere.

    Raises Problem or Problems when there is no pair, one of it is not installed, or no room can be there. A side that
    does not start, or ends, is shown by the page.
    """
    pair = _pair(folders)
    both, notes = _sides(pair)
    feed = Feed()
    folders_of_both = [one.folder.resolve() for one in pair]
    files_of_both = home(*folders_of_both)
    with (
        _served(pair[0].folder) as page,
        room.opened(at, lambda said: feed.add("room", "", said=said)) as opened,
        tracing.begun() as place,
        sides.started([tracing.traced(one, place) for one in both], feed) as running,
        Server(_title(pair), running, feed, _resources(pair[0]), place, Bridges(pair), files_of_both) as server,
        bare.served(pair, _resources(pair[0]), place if alone else None) as frameworks,
    ):
        server.frameworks, server.room = frameworks, opened
        server.experiments = Experiments(folders_of_both, files_of_both / kept.FILE, feed)
        server.mistakes = Mistakes([mistakes.Side(one, folders) for one in pair], running)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            tell(server.url, opened.url if opened else "", both, [*page(server.url), *notes])
            threading.Event().wait()
        except KeyboardInterrupt:
            pass
        finally:
            server.experiments.end()
            server.shutdown()
    left, back = tuple(_left(pair)), mistakes.way_back(folders)
    warnings = [f"`{name}` is still planted in `{path}`: `{back}` takes it back" for name, path in left]
    return Result("serve", "Ended flask and express", warnings=tuple(warnings), data={"planted": left})


def _left(pair: Sequence[Project]) -> Iterator[tuple[str, str]]:
    """Which mistake is still where: nobody finds one by chance a week later."""
    for one in pair:
        if record := planted.standing(one.folder):
            yield record.name, f"{os.path.relpath(one.folder)}/{record.path}"


def _pair(folders: Sequence[Path]) -> tuple[Project, Project]:
    """Flask first. Raises Problem when there are not two, one of each."""
    opened = [project.read(place) for folder in folders or (None,) for place in project.find(folder)]
    if len(opened) == 1 and (other := project.twin(opened[0])):
        opened.append(project.read(other))
    if len(opened) != 2:
        raise Problem(
            code="no-pair",
            what=f"`{opened[0].name}` has no twin here" if len(opened) == 1 else f"{len(opened)} projects are given",
            why="the page asks two projects the same, one of each framework",
            fix="name the folder of a pair, or make the twin: `scaffold twin ../FOLDER`. Nothing was started.",
        )
    if opened[0].framework == opened[1].framework:
        raise project.same_framework([one.folder for one in opened], opened[0].framework)
    flask, express = sorted(opened, key=lambda one: PAIR.index(one.framework))
    return flask, express


@contextlib.contextmanager
def _served(folder: Path) -> Iterator[Callable[[str], Sequence[str]]]:
    """Holds a pair while it is served; what it yields is given the page, and says whether the pair has one already.

    Why a lock: it ends with whoever holds it, also by SIGKILL.
    """
    place, held = folder / MARK, None
    try:
        place.mkdir(exist_ok=True)
        held, is_known = files.lock(place), True
    except OSError:
        is_known = False

    def told(page: str) -> Sequence[str]:
        file = place / "page"
        with contextlib.suppress(OSError, ValueError):
            if held is not None:
                # Why so: whoever knows the address can use the page.
                file.touch(0o600)
                file.write_text(page, "utf-8")
            elif is_known:
                return [f"this pair is served already, at {names.shown(file.read_text('utf-8'))}"]
        return []

    try:
        yield told
    finally:
        if held is not None:
            os.close(held)


def _sides(pair: Sequence[Project]) -> tuple[tuple[Side, ...], list[str]]:
    """How each starts, and which has another port than its own, because that is taken.

    Why before anything starts: all is told at once.
    """
    found: list[Side] = []
    notes: list[str] = []
    problems: list[Problem] = []
    for one in pair:
        try:
            wanted = development.port_of(one.framework, one.folder)
            found.append(_side(one))
            if found[-1].port != wanted:
                name = one.framework.capitalize()
                notes.append(f"port {wanted} is taken; {name} is on {found[-1].port}")
        except Problem as problem:
            problems.append(problem)
    refuse(problems)
    return tuple(found), notes


def _side(one: Project) -> Side:
    try:
        return development.side(one.framework, one.folder)
    except Problem as problem:
        if problem.code != "port-taken":
            raise
        # Why there: it counts before what `.env` says, for this side and for nothing else that runs here.
        os.environ[development.PORTS[one.framework][0]] = str(apps.free_port())
        return development.side(one.framework, one.folder)


def _title(pair: Sequence[Project]) -> str:
    one = pair[0]
    return str(one.answers.get(NAME) or one.folder.name)


def _resources(one: Project) -> list[Resource]:
    """What its answers name, as far as they can be read: only a project without an API document needs them."""
    try:
        return stored(one.answers.get(RESOURCES))
    except (Problem, Problems):
        return []
