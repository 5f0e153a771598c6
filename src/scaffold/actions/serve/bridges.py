"""From a line of one project to the lines of both that belong together, and into the editor of the person."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scaffold.actions.compare import pair, templates
from scaffold.actions.project import Project
from scaffold.core.carry import Carrier
from scaffold.core.comparison import Both, Piece
from scaffold.core.concepts import Concept
from scaffold.core.problem import Problem, Problems
from scaffold.outside import editor, outline
from scaffold.outside.texts import Texts
from scaffold.pages import cockpit

# Lines of a function that are shown around one that no concept has.
MOST = 40
Place = tuple[str, int]


@dataclass(frozen=True)
class Found:
    """The pieces of a concept for one resource, by side, as the templates made them."""

    concept: Concept
    pieces: Mapping[str, Sequence[Piece]]


class Bridges:
    """The code of a pair. What the templates made of it is found out when it is first asked for."""

    def __init__(self, projects: Sequence[Project]) -> None:
        self._folders = {one.framework: one.folder.resolve() for one in projects}
        self._halves = [pair.Half(one.framework, one.folder, one) for one in projects]
        self._lock = threading.Lock()
        self._made: tuple[dict[str, Mapping[str, str]], list[Found]] | None = None

    def lines(self, side: str, at: Place, other: Place | None, name: str = "") -> dict[str, Any] | None:
        """The lines around a place and what belongs to them on the other side; None for what is no file of the pair.

        `other` is a place of the other side that does the same, for where no concept has the line; `name` is what is
        called there, which may be defined elsewhere.
        """
        texts = {name: Texts(folder) for name, folder in self._folders.items()}
        if side not in texts or not _is_there(texts[side], at):
            return None
        at = _defined(texts[side], at, name.partition(".")[0])
        third = next(name for name in texts if name != side)
        partner = other if other and _is_there(texts[third], other) else None
        given = {side: at, third: partner}
        concept, now = self._concept(texts, side, at)
        panes = {}
        for one, place in given.items():
            pieces = now.get(one) or _around(texts[one], place)
            panes[one] = cockpit.pane(pieces, place[1] if place and (one == side or not now.get(one)) else 0)
        return {"name": "", "title": "", "notice": "", "points": [], **_told(concept), **panes}

    def concept(self, name: str, path: str) -> dict[str, Any] | None:
        """The lines of a concept on both sides, best of the collection at `path`; None when the pair has none."""
        texts = {one: Texts(folder) for one, folder in self._folders.items()}
        before, several = self._known()
        asked = {word.replace("-", "_").lower() for word in path.split("/") if word}

        def fits(found: Found) -> bool:
            files = [one.file for its in found.pieces.values() for one in its]
            return any(asked & set(file.replace("-", "_").split("/")) for file in files)

        named = sorted((one for one in several if one.concept.name == name), key=fits, reverse=True)
        if not named:
            return None
        panes = {}
        for one, its in named[0].pieces.items():
            pieces = Carrier(before[one], texts[one]).region(its).pieces if its else ()
            panes[one] = cockpit.pane(pieces, 0)
        return {**_told(named[0].concept), **panes} if any(panes.values()) else None

    def open(self, side: str, at: Place) -> str | None:
        """Opens a file in the editor of the person, and says what was done; None for what is no file of the pair."""
        if side not in self._folders or not _is_there(Texts(self._folders[side]), at):
            return None
        return editor.opened(self._folders[side] / at[0], at[1])

    def _concept(
        self, texts: Mapping[str, Texts], side: str, at: Place
    ) -> tuple[Concept | None, dict[str, tuple[Piece, ...]]]:
        """The concept with the fewest lines that has this one, and where its lines are now."""
        before, several = self._known()
        carriers = {name: Carrier(before[name], texts[name]) for name in texts}
        around = next((range(one.start, one.start + len(one.lines)) for one in _around(texts[side], at)), range(0))
        best: tuple[tuple[bool, float], Found] | None = None
        for found in several:
            here = carriers[side].region(found.pieces[side]).pieces if found.pieces[side] else ()
            rows = [row for one in here if one.file == at[0] for row in range(one.start, one.start + len(one.lines))]
            count = sum(len(one.lines) for one in here)
            # Why either: a function is known by its first line, and what is told of it is inside.
            fits = (at[1] in rows, len(set(rows) & set(around)) / max(count, 1))
            if fits > (False, 0) and (best is None or fits > best[0]):
                best = fits, found
        if not best:
            return None, {}
        several_now = {name: carriers[name].region(its).pieces for name, its in best[1].pieces.items() if its}
        return best[1].concept, several_now

    def _known(self) -> tuple[dict[str, Mapping[str, str]], list[Found]]:
        with self._lock:
            if not self._made:
                try:
                    made = templates.made(Both(*self._halves))
                    files = {"flask": made.marked.flask.files, "express": made.marked.express.files}
                    self._made = files, list(_found(made))
                except (Problem, Problems):
                    # Why no problem: code is shown all the same, without what it is about.
                    self._made = {"flask": {}, "express": {}}, []
        return self._made


def _found(made: templates.Made) -> Iterator[Found]:
    for concept in made.concepts:
        sides = {name: getattr(made.marked, name).regions.get(concept.name, {}) for name in ("flask", "express")}
        for resource in sorted({*sides["flask"], *sides["express"]}):
            keys = dict.fromkeys(("", resource))
            yield Found(concept, {n: [one for key in keys for one in its.get(key, ())] for n, its in sides.items()})


def _is_there(texts: Texts, at: Place) -> bool:
    return at[0] in texts and 0 < at[1] <= texts[at[0]].count("\n") + 1


def _defined(texts: Texts, at: Place, name: str) -> Place:
    """Where the one function of this name is defined, if it is named at this place; else the place."""
    line = (texts[at[0]].splitlines() or [""])[at[1] - 1 : at[1]]
    if not name.isidentifier() or not line or name not in line[0]:
        return at
    defines = re.compile(rf"^(?:export\s+)?(?:async\s+)?(?:function|const|def)\s+{name}\b", re.M)
    places = [
        (file, texts[file][: one.start()].count("\n") + 1) for file in texts for one in defines.finditer(texts[file])
    ]
    return places[0] if len(places) == 1 else at


def _around(texts: Texts, at: Place | None) -> tuple[Piece, ...]:
    """What is defined around a line."""
    if not at:
        return ()
    file, line = at
    lines = texts[file].splitlines()
    starts = [number for _, _, number in outline.symbols(texts[file], file)]
    first = max((one for one in starts if one <= line), default=max(1, line - 8))
    last = min((one - 1 for one in starts if one > line), default=len(lines))
    # Why: what stands above a definition belongs to it.
    while first > 1 and lines[first - 2].lstrip().startswith(("@", "/**", "*", "//", "#")):
        first -= 1
    first = max(first, line - MOST + 4)
    last = min(last, first + MOST - 1)
    while last > line and not lines[last - 1].strip():
        last -= 1
    return (Piece(file, first, tuple(lines[first - 1 : last]), {}),)


def _told(concept: Concept | None) -> dict[str, Any]:
    if not concept:
        return {}
    points = [
        {"number": one.number, "title": one.what, "flask": one.flask, "express": one.express} for one in concept.points
    ]
    return {"name": concept.name, "title": concept.title, "notice": concept.notice, "points": points}
