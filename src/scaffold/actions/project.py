"""Opens a project that scaffold made: where it is, what it was made from, its answers."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scaffold.core.answers import FILE, FRAMEWORK, NAME, RESOURCES, TWIN
from scaffold.core.names import shown
from scaffold.core.problem import Problem, Problems
from scaffold.core.resource import Resource, stored
from scaffold.outside import load, sources, templates
from scaffold.outside.merge import journal

PAIR = ("flask", "express")
NAMES = {"flask": "Flask", "express": "Express"}


@dataclass(frozen=True)
class Project:
    """One project as it is on disk. `warning` tells how a run that was killed had left it."""

    folder: Path
    source: str
    version: str
    answers: Mapping[str, Any]
    warning: str = ""

    @property
    def name(self) -> str:
        """What the project is called: as its folder, unless that is only one half of a pair."""
        name = self.folder.name
        return f"{self.answers.get(NAME, name)} ({name})" if name in PAIR else name

    @property
    def framework(self) -> str:
        """`flask` or `express`."""
        return str(self.answers.get(FRAMEWORK))


def find(folder: Path | None) -> tuple[Path, ...]:
    """The project at this folder, or the pair in it; without a folder, what is here or further up.

    Raises Problem when there is none.
    """
    start = (folder or Path()).absolute()
    places = (start, *start.parents) if folder is None else (start,)
    for place in places:
        if os.path.lexists(place / FILE):
            return (place,)
        if pair := tuple(place / name for name in PAIR if os.path.lexists(place / name / FILE)):
            return pair
    where = f"`{shown(str(folder))}`" if folder else "this folder"
    raise Problem(
        code="no-project",
        what=f"{where} is no project of scaffold",
        why=f"there is no `{FILE}` in it" + ("" if folder else ", nor in a folder above it"),
        fix="go to a project, or name its folder; `scaffold new` makes one",
    )


def resources_here() -> list[Resource]:
    """The resources of the project that one is in, as far as they can be told; nothing is tidied up."""
    try:
        return stored(_document(find(None)[0] / FILE).get(RESOURCES))
    except (Problem, Problems):
        return []


def twin(opened: Project) -> Path | None:
    """Where the same project for the other framework is: beside it, or where its answers say; None: not there."""
    named = opened.answers.get(TWIN)
    beside = [opened.folder.parent / name for name in PAIR if opened.folder.name in PAIR and name != opened.folder.name]
    for place in [opened.folder / str(named)] if named else beside:
        if (place / FILE).is_file():
            return place.resolve()
    return None


def same_framework(folders: Sequence[Path | None], framework: str) -> Problem:
    """The problem of two projects that are to be compared and are for one framework."""
    one, other = folders
    return Problem(
        code="same-framework",
        what=f"`{one}` and `{other}` are both for {framework}",
        why="two projects are compared, one of each framework",
        fix="name one for Flask and one for Express.js",
    )


def together(folder: Path | None, both: bool | None) -> tuple[Project, ...]:
    """The projects that a change is for: the one that was found, its twin too with `both`, or both of a pair.

    Without an answer to `both` a project has a warning about a twin that stays behind. Raises Problem.
    """
    found = [read(place) for place in find(folder)]
    other = twin(found[0]) if len(found) == 1 else None
    if not other:
        if both and len(found) == 1:
            raise _no_twin(found[0])
        return tuple(found)
    if both:
        return (*found, read(other))
    if both is None:
        behind = f"Its twin {os.path.relpath(other)} was left as it is; `--both` changes both"
        return (replace(found[0], warning="\n".join(filter(None, [found[0].warning, behind]))),)
    return tuple(found)


def _no_twin(opened: Project) -> Problem:
    named = opened.answers.get(TWIN)
    return Problem(
        code="no-twin",
        what=f"`{opened.name}` has no twin here",
        why=f"there is no project in `{named}`" if named else "none was made",
        fix="leave out `--both`, or make the twin: `scaffold twin ../FOLDER`. Nothing was changed.",
    )


def read(folder: Path) -> Project:
    """The project in a folder, tidied up if a run was killed in it.

    Raises Problem for answers that cannot be read, and for a project of templates that the user did not allow.
    """
    opened = read_foreign(folder)
    if opened.source != templates.SOURCE and opened.source not in sources.trusted():
        raise Problem(
            code="foreign-source",
            what=f"`{folder.name}` was made from templates that you did not allow",
            why=f"they come from `{shown(opened.source)}`, and templates decide what is written",
            fix=f"if you trust them: `scaffold trust {shown(opened.source)}`. Nothing was changed.",
        )
    return opened


def read_foreign(folder: Path) -> Project:
    """The project in a folder, wherever its templates come from. Raises Problem as `read` does but for those."""
    warning = journal.recover(folder)
    path = folder / FILE
    if path.is_symlink() or not path.is_file():
        raise Problem(
            code="answers-file",
            what=f"`{FILE}` of `{folder.name}` is no ordinary file",
            why="it is a link or a folder, and what it leads to may belong to somebody else",
            fix="put the file itself in its place, for example from git. Nothing was changed.",
        )
    found = _document(path)
    commit = found.get("_commit")
    if not isinstance(commit, str):
        raise Problem(
            code="answers-file",
            what=f"`{FILE}` of `{folder.name}` does not say which templates it was made from",
            why="it has no `_commit`",
            fix="restore the line `_commit: v…`, for example from git. Nothing was changed.",
        )
    answers = {key: value for key, value in found.items() if not key.startswith("_")}
    return Project(folder.resolve(), str(found.get("_src_path")), commit.removeprefix("v"), answers, warning)


def _document(path: Path) -> dict[str, Any]:
    try:
        return load.document(path)
    except Problem as problem:
        fix = f"mend it, or take it from git: `git checkout HEAD -- {FILE}`. Nothing was changed."
        raise Problem(problem.code, problem.what, problem.why, fix) from problem
