"""Compares a pair of projects: everything that the page, the terminal and `--json` show."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from scaffold import __version__
from scaffold.actions import catalogue
from scaffold.actions.measure import kept
from scaffold.core.carry import carried
from scaffold.core.comparison import Alone, Both, Comparison, Region, Shown, Side
from scaffold.core.concepts import Concept
from scaffold.core.problem import Problem
from scaffold.outside import trees
from scaffold.outside.texts import Texts
from scaffold.outside.trees import File

from . import claims, concepts, files, metrics, needs, pair
from . import live as running
from .pair import Half
from .templates import Made, described, made

# What `--concept` shows of the frameworks alone.
ALONE = "alone"


def compare(
    folders: Sequence[Path], concept: str | None, *, live: bool, tell: Callable[[str], None] = lambda _: None
) -> Comparison:
    """Compares the pair in these folders, in all concepts or in one; `tell` hears what begins, `live` asks both apps.

    Raises Problem when there is no pair, when the twin of a project cannot be made, and for an unknown concept.
    """
    if concept == ALONE and not live:
        raise Problem(
            code="needs-live",
            what="what the frameworks answer alone is not known",
            why="nobody has asked them",
            fix="add `--live`: both projects must be installed",
        )
    halves = pair.find(folders)
    named = described(halves) if concept is not None else ()
    if concept not in (None, ALONE) and named and concept not in named:
        raise concepts.unknown(concept, named, "scaffold compare --list")
    sides = Both(_side(halves.flask), _side(halves.express))
    if live:
        running.refuse_rendered(sides)
    tell("Rendering both")
    rendered = made(halves)
    with ExitStack() as stack:
        places = Both(
            _on_disk(halves.flask, rendered.files.flask, stack),
            _on_disk(halves.express, rendered.files.express, stack),
        )
        tell("Comparing")
        shown = _only(_shown(rendered, places), concept, rendered)
        listed, left_out = files.joined(places.flask, places.express, rendered.files)
        tree = rendered.tree or catalogue.newest().tree
        wanted, more = needs.needs(places.flask, places.express, tree)
        wants = concept in (None, ALONE)
        said = running.asked(places, _of(rendered, shown), tell, frameworks=wants) if live else None
        figures = kept.read(pair.home(places.flask, places.express) / kept.FILE)
        measured = metrics.metrics(places.flask, places.express, said)
        return Comparison(
            title=_title(halves),
            made_by=f"scaffold {__version__}",
            sides=sides,
            metrics=measured,
            concepts=running.told(shown, said) if said else running.unasked(places, shown),
            files=listed,
            needs=wanted,
            # Why the newest: they are about the frameworks, and not about what a version of the templates has.
            claims=claims.claims(measured, wanted, listed, said, figures, catalogue.newest().tree),
            notes=(*rendered.notes, *left_out, *more, *(said.notes if said else ())),
            alone=_linked(said.alone, shown) if said and said.alone else None,
        )


def _on_disk(half: Half, files: Mapping[str, str], stack: ExitStack) -> Path:
    """The folder of a project; a twin that is not there is written to a temporary one."""
    if half.folder:
        return half.folder
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="scaffold-")), half.framework)
    folder.mkdir()
    trees.write({path: File(text.encode()) for path, text in files.items()}, folder)
    return folder


def _shown(rendered: Made, places: Both[Path]) -> tuple[Shown, ...]:
    pieces = concepts.chosen(rendered.marked)
    flask = carried(rendered.marked.flask.files, Texts(places.flask), {name: one.flask for name, one in pieces.items()})
    express = carried(
        rendered.marked.express.files, Texts(places.express), {name: one.express for name, one in pieces.items()}
    )
    return tuple(
        _concept(concept, Both(flask.get(concept.name), express.get(concept.name)))
        for concept in rendered.concepts
        if concept.name in pieces
    )


def _only(shown: tuple[Shown, ...], name: str | None, rendered: Made) -> tuple[Shown, ...]:
    if name == ALONE:
        return ()
    found = tuple(one for one in shown if name in (None, one.name))
    if name is not None and not found:
        raise concepts.unknown(name, [one.name for one in shown], "scaffold compare --list", rendered.notes)
    return found


def _of(rendered: Made, shown: Sequence[Shown]) -> tuple[Concept, ...]:
    names = {one.name for one in shown}
    return tuple(concept for concept in rendered.concepts if concept.name in names)


def _linked(alone: Alone, shown: Sequence[Shown]) -> Alone:
    """Its rows name only concepts that are shown, unless none is."""
    names = {one.name for one in shown}
    rows = (row if not names or row.concept in names else replace(row, concept="") for row in alone.rows)
    return replace(alone, rows=tuple(rows))


def _concept(concept: Concept, sides: Both[Region | None]) -> Shown:
    return Shown(
        name=concept.name,
        group=concept.group,
        title=concept.title,
        notice=concept.notice,
        points=concept.points,
        sides=sides,
        requests=concept.requests,
        why=concept.why,
    )


def _title(halves: Both[Half]) -> str:
    names = dict.fromkeys([halves.flask.name, halves.express.name])
    return " and ".join(names)


def _side(half: Half) -> Side:
    return Side(
        name=half.name,
        folder=_place(half.folder) if half.folder else "",
        version=half.project.version if half.project else "",
        commit=_commit(half.folder) if half.folder else "",
        rendered=not half.folder,
    )


def _place(folder: Path) -> str:
    """The way to a folder below this one, or else only its name: a page is sent around, and says nothing of others."""
    here = Path.cwd().resolve()
    return folder.relative_to(here).as_posix() if folder.is_relative_to(here) and folder != here else folder.name


def _commit(folder: Path) -> str:
    from scaffold.outside.merge import git  # noqa: PLC0415

    try:
        ended = git.start(folder, "rev-parse", "--short", "HEAD")
    except Problem:
        return ""
    return ended.wrote.decode().strip() if ended.code == 0 else ""
