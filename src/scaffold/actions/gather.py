"""Turns what a person gave - a recipe, a file, flags - into answers for a new project."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scaffold.core import answers, model, names, questions
from scaffold.core.answers import DATABASE, FRAMEWORK, NAME, NO_DATABASE, RESOURCES
from scaffold.core.problem import Problem, Problems, nearest, refuse
from scaffold.core.questions import Choice, Question
from scaffold.outside import files, load

from .catalogue import Catalogue
from .pairs import answered

BOTH = "both"
DIRECTORY = "my-app"
RECIPE = "starter"
# Files that a message names; how many others there are is enough.
SOME = 5


@dataclass(frozen=True)
class Given:
    """What came with the command, before anything was asked or taken for granted."""

    directory: str | None = None
    flags: Mapping[str, str] | None = None
    resources: Sequence[str] = ()
    recipe: str | None = None
    with_: Sequence[str] = ()
    without: Sequence[str] = ()
    set_: Sequence[str] = ()
    file: Path | None = None


@dataclass(frozen=True)
class Order:
    """A new project as it will be made: where, for which frameworks, from which answers."""

    directory: Path
    frameworks: tuple[str, ...]
    answers: Mapping[str, Any]
    recipe: str | None
    file: Path | None = None

    @property
    def name(self) -> str:
        """What its folder is called, also when that is `.`."""
        return self.directory.absolute().name

    @property
    def shown(self) -> str:
        """How its folder is told."""
        return str(self.directory) if self.directory.name else self.name


def questions_of(catalogue: Catalogue) -> tuple[Question, ...]:
    """The questions as the command line asks them.

    It can make both frameworks at once, and takes none of them for granted.
    """
    both = Choice(BOTH, "Both, side by side")
    return tuple(
        replace(question, choices=(*question.choices, both), default=None) if question.key == FRAMEWORK else question
        for question in catalogue.questions
    )


def gather(catalogue: Catalogue, given: Given) -> dict[str, Any]:
    """The answers that were given, unchecked, and `recipe` and `directory` among them.

    Later ones win: recipe, file, `--set`, flags. Raises Problem or Problems.
    """
    found: dict[str, Any] = {}
    problems: list[Problem] = []
    for step in (_from_recipe, _from_file, _from_set, _from_flags):
        try:
            found = step(catalogue, given, found)
        except Problem as problem:
            problems.append(problem)
        except Problems as several:
            problems.extend(several.problems)
    refuse(problems)
    if given.resources:
        kept = found.get(RESOURCES, []) if given.recipe or given.file else []
        found[RESOURCES] = [*kept, *given.resources]
    return answers.switched(catalogue.questions, found, given.with_, given.without)


def _from_recipe(catalogue: Catalogue, given: Given, found: dict[str, Any]) -> dict[str, Any]:
    return {**found, **recipe(catalogue, given.recipe)} if given.recipe else found


def recipe(catalogue: Catalogue, name: str) -> dict[str, Any]:
    """The answers of a recipe, by its name or by the path of a file."""
    if name in catalogue.recipes:
        found = dict(catalogue.recipes[name])
    elif Path(name).suffix in (".yml", ".yaml") or "/" in name or "\\" in name:
        found = load.file(Path(name))
    else:
        known = sorted(catalogue.recipes)
        raise Problem(
            code="unknown-recipe",
            what=f"there is no recipe `{names.shown(name)}`",
            why="the recipes are " + ", ".join(f"`{one}`" for one in known),
            fix=nearest(name, known) or "run `scaffold recipes`, or give a `.yml` file",
        )
    found.pop("description", None)
    return found


def _from_file(_: Catalogue, given: Given, found: dict[str, Any]) -> dict[str, Any]:
    return {**found, **load.file(given.file)} if given.file else found


def _from_set(catalogue: Catalogue, given: Given, found: dict[str, Any]) -> dict[str, Any]:
    for pair in given.set_:
        found = dict(answered(catalogue.questions, found, pair))
    return found


def _from_flags(_: Catalogue, given: Given, found: dict[str, Any]) -> dict[str, Any]:
    return {**found, **(given.flags or {})}


def order(catalogue: Catalogue, given: Given, found: Mapping[str, Any]) -> Order:
    """The order for these answers, with defaults for what is missing, checked.

    Raises Problem or Problems; nothing has been written by then.
    """
    problems: list[Problem] = []
    chosen = dict(found)
    usual = str(chosen.get(NAME) or DIRECTORY)
    text = usual if given.directory is None else given.directory
    directory = Path(text)
    try:
        place(text)
    except Problem as problem:
        problems.append(problem)
    else:
        chosen.setdefault(NAME, directory.absolute().name)
    if RESOURCES not in chosen:
        # Why: the usual recipe has resources, and without a database there can be none.
        usually = {RESOURCES: []} if chosen.get(DATABASE) == NO_DATABASE else recipe(catalogue, RECIPE)
        chosen = {**usually, **chosen}
    if FRAMEWORK not in chosen:
        problems.append(_no_framework(catalogue))
    try:
        chosen = answers.check(questions_of(catalogue), chosen)
    except Problem as problem:
        problems.append(problem)
    except Problems as several:
        problems.extend(several.problems)
    refuse(problems)
    framework = chosen.pop(FRAMEWORK)
    every = questions.find(catalogue.questions, FRAMEWORK).values
    frameworks = every if framework == BOTH else (framework,)
    return Order(directory, frameworks, chosen, _used_recipe(catalogue, given.recipe or RECIPE, chosen), given.file)


def _used_recipe(catalogue: Catalogue, name: str, chosen: Mapping[str, Any]) -> str | None:
    """The recipe that has just these resources, so that nobody has to repeat them."""
    lines = recipe(catalogue, name).get(RESOURCES)
    same = lines is not None and model.read(lines) == tuple(chosen[RESOURCES])
    return name if same else None


def place(text: str) -> None:
    """Raises Problem when a new project cannot have the folder of this name, whatever is in it now."""
    if not text.strip():
        raise Problem(
            code="project-name",
            what="the new project has no name",
            why="the name is empty",
            fix="name a folder that is not there yet, such as `my-app`",
        )
    directory = Path(text)
    if not all(character.isprintable() for character in text):
        raise _misplaced(text, "it has a character that cannot be seen")
    if ".." in directory.parts:
        raise _misplaced(text, "it leads upwards with `..`")
    here = Path.cwd().resolve()
    if here != directory.resolve() and here.is_relative_to(directory.resolve()):
        raise _misplaced(text, "you are in a folder of it, and it would be replaced under your feet")
    if problem := names.project_problem(directory.absolute().name):
        raise problem


def occupied(directory: Path) -> Problem | None:
    """The problem of a folder that holds something, before it is known what would collide."""
    there = files.entries(directory) if directory.is_dir() else []
    if not there and not os.path.lexists(directory):
        return None
    if not there and directory.is_dir():
        return None
    return Problem(
        code="folder-not-empty",
        what=f"`{names.shown(str(directory))}` is taken",
        why=f"the folder is there already, and not empty: it holds {names.listed(there, SOME)}"
        if there
        else "it is a file",
        fix="choose another folder. Nothing was changed.",
    )


def closed(directory: Path) -> Problem | None:
    """The problem of a folder that cannot be made, since nothing may be written where it goes."""
    above = next(one for one in (directory.absolute(), *directory.absolute().parents) if one.exists())
    if os.access(above, os.W_OK | os.X_OK):
        return None
    where = "this folder" if above == Path.cwd() else f"`{names.shown(os.path.relpath(above))}`"
    return _misplaced(str(directory), f"you may not write in {where}")


def _misplaced(text: str, why: str) -> Problem:
    return Problem(
        code="project-folder",
        what=f"`{names.shown(text)}` cannot be the folder of a new project",
        why=why,
        fix="name a folder that is not there yet, such as `my-app`",
    )


def _no_framework(catalogue: Catalogue) -> Problem:
    values = questions.find(questions_of(catalogue), FRAMEWORK).values
    return Problem(
        code="missing-framework",
        what="`--framework` is missing",
        why="there is no terminal to ask on, and no framework is the obvious one",
        fix=f"add one of: {', '.join(f'`--framework {value}`' for value in values)}",
    )
