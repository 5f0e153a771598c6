"""Makes the repository of a workshop: both apps of each step, where its exercise begins and where it ends."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scaffold.actions import gather
from scaffold.actions.catalogue import Catalogue
from scaffold.actions.command import cd
from scaffold.actions.pairs import answered
from scaffold.core import answers as rules
from scaffold.core.answers import FRAMEWORK, NAME, RESOURCES
from scaffold.core.concepts import FRAMEWORKS
from scaffold.core.names import shown
from scaffold.core.problem import BUG, Problem, Problems, nearest, refuse
from scaffold.core.resource import parse
from scaffold.core.result import Result, Section
from scaffold.core.workshop import WORK, Step, Workshop, begun
from scaffold.outside import concepts, files, mistakes, renders
from scaffold.outside.trees import File, Tree
from scaffold.outside.workshop import plans, repository, saves, worktree

from . import pages

# What every workshop begins with, before its first step turns anything on.
FIRST = "hello"
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """One commit: its tag, its message, and all files."""

    tag: str
    message: str
    tree: Tree


def new(catalogue: Catalogue, folder: Path, name: str, tell: Tell = lambda _: None) -> Result:
    """Makes it, all or nothing. Raises Problem or Problems; then nothing is left of it."""
    started = time.monotonic()
    workshop = plans.chosen(catalogue.tree, name)
    gather.place(str(folder))
    if problem := gather.occupied(folder):
        raise problem
    answers = answers_of(catalogue, workshop)
    tell(f"Making {len(workshop.steps)} steps of both apps")
    made = list(commits(catalogue, workshop, answers))
    target = folder.resolve()
    with files.aside(target) as work:
        repository.write(work, [(one.tag, one.message, one.tree) for one in made], plans.written(workshop))
        room = repository.opened(work)
        saves.switch(room, worktree.found(work), repository.resolved(room, workshop.tag(1)))
    ids = repository.ids(target)
    return Result(
        command="workshop new",
        headline=f"Created {folder} ({workshop.title}: {len(workshop.steps)} steps, {workshop.minutes} minutes) "
        f"in {time.monotonic() - started:.1f} s",
        listing=(Section("", tuple(table(workshop, ids))),),
        sections=(
            Section("Next:", (cd(str(folder)), "scaffold workshop start", "scaffold workshop rehearse  # days before")),
        ),
        data={
            "folder": str(target),
            "templates": catalogue.version,
            "title": workshop.title,
            "minutes": workshop.minutes,
            "branch": WORK,
            "steps": [
                {
                    "name": step.name,
                    "title": step.title,
                    "minutes": step.minutes,
                    "start": ids[workshop.tag(number)],
                    "solution": ids[workshop.tag(number, solved=True)],
                }
                for number, step in enumerate(workshop.steps, 1)
            ],
        },
    )


def days(catalogue: Catalogue) -> tuple[str, ...]:
    """The names of the workshops that are ready."""
    return plans.days(catalogue.tree)


def table(workshop: Workshop, ids: Mapping[str, str]) -> Iterator[str]:
    """One line for each step: its number, title, minutes, and the ids that everybody has."""
    wide = max(len(step.title) for step in workshop.steps)
    yield f"{'':4}{'':{wide}}  {'min':>4}  {'start':<8} solution"
    for number, step in enumerate(workshop.steps, 1):
        start, end = (ids.get(workshop.tag(number, solved=solved), "?")[:7] for solved in (False, True))
        yield f"{number:>2}  {step.title:<{wide}}  {step.minutes:>4}  {start:<8} {end}"


def answers_of(catalogue: Catalogue, workshop: Workshop) -> list[Mapping[str, Any]]:
    """The answers after each step, checked. Raises Problem or Problems that name the steps that cannot be."""
    problems: list[Problem] = []
    given: dict[str, Any] = {**gather.recipe(catalogue, FIRST), NAME: workshop.project}
    found: list[Mapping[str, Any]] = []
    for number, step in enumerate(workshop.steps, 1):
        try:
            _refuse_unknown(catalogue, step)
            for pair in step.turns_on:
                given = dict(answered(catalogue.questions, given, pair))
            given[RESOURCES] = [*_resources(given.get(RESOURCES, []), step.resources)]
            found.append(rules.check(catalogue.questions, given))
        except Problem as problem:
            problems.append(_of_step(number, step, problem))
        except Problems as several:
            problems += [_of_step(number, step, problem) for problem in several.problems]
    refuse(problems)
    return found


def _refuse_unknown(catalogue: Catalogue, step: Step) -> None:
    """Raises Problem for a concept or a mistake that the templates do not have."""
    known = {"concept": [one.name for one in concepts.read(catalogue.tree)]}
    known["mistake"] = [one.name for one in mistakes.read(catalogue.tree)]
    several = [("concept", name) for name in step.concepts] + [("mistake", step.mistake)] * bool(step.mistake)
    for kind, name in several:
        if name not in known[kind]:
            fix = nearest(name, known[kind]) or f"`scaffold {kind}{'s' * (kind == 'concept')}` lists them"
            raise Problem("workshop-broken", f"there is no {kind} `{shown(name)}`", "the templates have none", fix)


def _resources(lines: Any, more: tuple[str, ...]) -> Iterator[str]:
    """The resources with these; one of a name that is there takes its place."""
    new = {parse(line).name: line for line in more}
    for line in lines:
        yield new.pop(parse(line).name, line)
    yield from new.values()


def _of_step(number: int, step: Step, problem: Problem) -> Problem:
    told = f"step {number} (`{step.name}`) cannot be: {problem.what}"
    return Problem(problem.code, told, problem.why, f"{problem.fix.removesuffix('.')}. Nothing was created.")


def commits(catalogue: Catalogue, workshop: Workshop, answers: list[Mapping[str, Any]]) -> Iterator[Made]:
    """Both commits of each step, as they are rendered. Raises Problem for an exercise that does not fit its step."""
    apps: dict[str, Tree] = {}
    for number, (step, given) in enumerate(zip(workshop.steps, answers, strict=True), 1):
        # Why asked: a step may turn on nothing, and only ask for something.
        if number == 1 or given != answers[number - 2]:
            apps = {side: _app(catalogue, given, side) for side in FRAMEWORKS}
        for solved in (False, True):
            tree = {f"{side}/{path}": file for side, app in apps.items() for path, file in app.items()}
            if not solved:
                tree = _begun(tree, number, step)
            tree |= {path: File(text.encode()) for path, text in pages.of(workshop, number).items()}
            what = "the solution" if solved else "where it begins"
            message = f"Step {number}: {step.title} ({what})"
            yield Made(workshop.tag(number, solved=solved), message, tree)


def _app(catalogue: Catalogue, given: Mapping[str, Any], side: str) -> Tree:
    return renders.rendered(catalogue.tree, {**given, FRAMEWORK: side}, (catalogue.source, catalogue.version))


def _begun(tree: Mapping[str, File], number: int, step: Step) -> dict[str, File]:
    """The files of a solution with what the exercise asks for taken out."""
    made = dict(tree)
    for side, edits in step.start.items():
        for edit in edits:
            path = f"{side}/{edit.file}"
            try:
                if path not in made:
                    raise ValueError(f"there is no `{path}`")
                text = made[path].content.decode()
                made[path] = made[path]._replace(content=begun(text, edit).encode())
            except ValueError as error:
                raise Problem(
                    code="exercise-broken",
                    what=f"the exercise of step {number} (`{step.name}`) does not fit its solution",
                    why=str(error),
                    fix="mend `start` of that step, or what it turns on. Nothing was created.",
                    exit=BUG,
                ) from error
    return made
