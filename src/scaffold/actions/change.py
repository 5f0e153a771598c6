"""Changes a project: other answers, newer templates, or both. One operation, whatever the command is called."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from scaffold.core import answers as rules
from scaffold.core import plan
from scaffold.core import renaming as names
from scaffold.core.names import version
from scaffold.core.problem import Problem, Problems
from scaffold.core.questions import kept
from scaffold.core.renaming import Names
from scaffold.core.resource import Resource
from scaffold.core.result import Result, Section
from scaffold.outside import load, renders
from scaffold.outside.merge import branch, change, hold, journal, renaming, trouble
from scaffold.outside.merge.change import Change
from scaffold.outside.trees import Tree

from . import catalogue, migrations
from .catalogue import Catalogue
from .command import cd
from .project import Project

# Why: somebody saves a file at the very moment.
TRIES = 3


@dataclass(frozen=True)
class How:
    """What is done with the plan: followed, unless it is only looked at. `command` is what a person typed.

    A `branch` is made for the change, if there is one. `tell` hears of whom it waits for.
    """

    command: str
    check: bool = False
    diff: bool = False
    colour: bool = False
    branch: str | None = None
    tell: Callable[[str], None] = hold.quiet

    @property
    def looks(self) -> bool:
        """Whether nothing is to be changed."""
        return self.check or self.diff


@dataclass(frozen=True)
class Target:
    """What a project is to become, and the name that stands beside it in a conflict.

    `renamed` has the resources before and after, in the same order, when one of them or a field gets another name.
    What goes along with the change is `told`.
    """

    catalogue: Catalogue
    answers: Mapping[str, Any]
    label: str = "scaffold"
    renamed: tuple[Sequence[Resource], Sequence[Resource]] | None = None
    told: str = ""


@dataclass(frozen=True)
class Worked:
    """A change that was worked out, with where it comes from and where it leads."""

    project: Project
    target: Target
    change: Change
    unmade: migrations.Unmade = field(default_factory=migrations.Unmade)


Targets = Sequence[tuple[Project, Target]]


def run(read: Callable[[], Targets], how: How, own: Callable[[Project, Target], Change] | None = None) -> Result:
    """Works out the change of each project, in its `own` way if one is given, and makes them all, or only shows them.

    The projects are `read` again once nobody else changes them. Exit 1: conflicts, or with `check` something to do.
    Raises Problem or Problems; then no project is changed.
    """
    targets = read()
    work = own or work_out
    if how.looks:
        return _result([Worked(*one, work(*one)) for one in targets], how)
    if not own and not any(_wanted(*one) for one in targets):
        return _result([Worked(*one, Change(one[0].folder, None)) for one in targets], how)
    warnings = {project.folder: project.warning for project, _ in targets}
    with hold.all_held(warnings, how.command, how.tell) as holds:
        notes = [journal.tidied(one) for one in holds]
        for again in range(TRIES, -1, -1):
            try:
                found = [(replace(project, warning=warnings[project.folder]), target) for project, target in read()]
                worked = [_with_migration(Worked(*one, work(*one))) for one in found]
                todo = [one for one in worked if one.change.steps]
                if not todo:
                    break
                with branch.made(how.branch, [one.project.folder for one in todo]):
                    notes += journal.apply_all([(one.change, how.command) for one in todo], holds)
                break
            except Problem as problem:
                if problem.code != trouble.MEANWHILE or problem.files or not again:
                    raise
    return _result(worked, how, notes)


def _with_migration(one: Worked) -> Worked:
    if one.target.renamed:
        return one
    change, unmade = migrations.made(one.project, one.target.answers, one.change)
    return replace(one, change=change, unmade=unmade)


def _wanted(project: Project, target: Target) -> tuple[Catalogue, Mapping[str, Any]] | None:
    """The templates that a project has, and the answers that it is to have; None when it has them."""
    same = (target.catalogue.source, target.catalogue.version) == (project.source, project.version)
    old = target.catalogue if same else catalogue.of(project.source, project.version)
    answers = target.answers if same else kept(old.questions, target.catalogue.questions, target.answers)
    wanted = checked(target.catalogue, answers)
    # Why checked even then: an answer that was edited into nonsense is told, not called up to date.
    if same and (target.answers == project.answers or wanted == _known(old, project.answers)):
        return None
    return old, wanted


def work_out(project: Project, target: Target) -> Change:
    """The change as it would be made. Raises Problem or Problems when it cannot be."""
    found = _wanted(project, target)
    if not found:
        return Change(project.folder, None)
    old, wanted = found
    base = rendered(old, project.answers)
    theirs = rendered(target.catalogue, wanted)
    first = migrations.first(project, wanted, base)
    merged = change.work_out(
        project.folder,
        base,
        first.without(theirs),
        answers=rules.FILE,
        left_alone=_left_alone(target.catalogue, first.path),
        label=target.label,
        renames=renaming.of(
            _names(project, wanted, target), base, theirs, migrations.history(project.framework, project.folder)
        ),
    )
    return migrations.renamed(project, wanted, merged, target.renamed, base) if target.renamed else merged


def _names(project: Project, wanted: Mapping[str, Any], target: Target) -> Names | None:
    """The names that change: of resources and fields, or of the project."""
    if target.renamed:
        return names.of_resources(*target.renamed)
    return names.of_project(str(project.answers.get(rules.NAME)), str(wanted.get(rules.NAME)))


def checked(known: Catalogue, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answers that these templates know, checked. Raises Problem or Problems for those that they refuse."""
    keys = {question.key for question in known.questions if not question.computed}
    try:
        return rules.check(known.questions, {key: value for key, value in given.items() if key in keys}, kept=True)
    except Problem as problem:
        raise _refused(known, problem) from problem
    except Problems as several:
        raise Problems(_refused(known, problem) for problem in several.problems) from several


def _known(known: Catalogue, given: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The answers of a project, checked; None when the rules refuse them by now: a change may be what mends that."""
    try:
        return checked(known, given)
    except (Problem, Problems):
        return None


def _refused(known: Catalogue, problem: Problem) -> Problem:
    return Problem(
        problem.code,
        problem.what,
        problem.why,
        f"{problem.fix} (asked by the templates {version(known.version)}). Nothing was changed.",
        problem.exit,
    )


def rendered(known: Catalogue, given: Mapping[str, Any]) -> Tree:
    """The project that these templates make of these answers."""
    answers = rules.spoken(known.questions, given)
    try:
        return renders.rendered(known.tree, answers, (known.source, known.version))
    except Problem as problem:
        raise _unrendered(known, problem) from problem


def _unrendered(known: Catalogue, problem: Problem) -> Problem:
    if problem.code != "answer-refused":
        return problem
    fix = f"`scaffold set` another first: the templates {version(known.version)} do not take it. Nothing was changed."
    return Problem(problem.code, problem.what, problem.why, fix, problem.exit)


def _left_alone(known: Catalogue, first: str | None) -> Callable[[str], bool]:
    from pathspec import GitIgnoreSpec  # noqa: PLC0415

    once = GitIgnoreSpec.from_lines(load.settings_of(known.tree).get("_skip_if_exists", ()))
    follows = set(migrations.FIRST.values()) - {first}
    return lambda path: path == first or (path not in follows and once.match_file(path))


def _result(worked: Sequence[Worked], how: How, notes: Sequence[str] = ()) -> Result:
    several = len(worked) > 1
    after = () if how.looks else tuple(_next(worked, how.command))
    return Result(
        command=how.command.split()[0],
        headline="\n".join(_headline(one, how) for one in worked),
        # Why each once: both halves of a pair may say the same.
        warnings=tuple(dict.fromkeys(filter(None, (*notes, *(text for one in worked for text in _warnings(one)))))),
        listing=tuple(
            Section(one.project.name if several else "", _listed(one, how)) for one in worked if one.change.steps
        ),
        sections=(Section("Next:", after),) if after else (),
        data={"projects": [data(one, how, notes) for one in worked], "next": list(after)},
        exit=int(any(one.change.conflicts or (how.check and one.change.steps) for one in worked)),
    )


def _warnings(one: Worked) -> list[str]:
    told = one.target.told if one.change.steps else ""
    return [text for text in (one.project.warning, told, one.unmade.warning) if text]


def _headline(one: Worked, how: How) -> str:
    if not one.change.steps:
        return f"{one.project.name} is up to date: templates {version(one.target.catalogue.version)}, the same answers"
    old, new = one.project.version, one.target.catalogue.version
    versions = f", templates {version(old)} to {version(new, old)}" if old != new else ""
    summary = plan.summary(one.change.steps)
    if how.looks:
        return f"Would change {one.project.name}{versions}: {summary}. Nothing was changed."
    where = f" on the branch {how.branch}" if how.branch else ""
    return f"Changed {one.project.name}{where}{versions}: {summary}"


def _listed(one: Worked, how: How) -> tuple[str, ...]:
    if not how.diff:
        return plan.lines(one.change.steps)
    from scaffold.outside.merge import three  # noqa: PLC0415

    edits = one.change.edits
    before = {edit.path: edit.before for edit in edits if edit.before}
    return (three.difference(before, {edit.path: edit.after for edit in edits}, colour=how.colour).rstrip("\n"),)


def _next(worked: Sequence[Worked], command: str) -> Iterator[str]:
    """What a person types next: settle conflicts, install, migrate, or take it back."""
    todo = [one for one in worked if one.change.steps]
    again, here = f"scaffold {command}" + " --one" * (len(todo) > 1), Path.cwd()
    for one in todo:
        folder, here = os.path.relpath(one.project.folder, here), one.project.folder
        if folder != ".":
            yield cd(folder)
        if one.change.conflicts:
            yield "edit the files with conflicts" + (", and `git add` them" if one.change.inside else "")
        if one.unmade.pending:
            yield from migrations.once_more(one.project, again)
        else:
            yield from migrations.next_steps(
                one.project,
                one.target.answers,
                {edit.path for edit in one.change.edits},
                renamed=bool(one.target.renamed),
                needless=one.unmade.needless,
            )
        if len(todo) > 1:
            yield ""
    if any(not one.unmade.pending for one in todo):
        yield "scaffold undo  # takes it back" + ", in each of them" * (len(todo) > 1)


def data(one: Worked, how: How, notes: Sequence[str]) -> dict[str, Any]:
    """One project and its change, for a program."""
    return {
        "project": str(one.project.folder),
        "framework": one.project.framework,
        "templates": {"from": one.project.version, "to": one.target.catalogue.version},
        "changed": bool(one.change.steps) and not how.looks,
        "branch": how.branch if one.change.steps and not how.looks else None,
        "conflicts": len(one.change.conflicts),
        "steps": [step.data for step in one.change.steps],
        "warnings": [*filter(None, notes), *_warnings(one)],
    }
