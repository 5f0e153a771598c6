"""What the templates make of both projects: their files, and where the concepts are in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scaffold.actions import catalogue, change
from scaffold.actions.catalogue import Catalogue
from scaffold.actions.project import Project
from scaffold.core.comparison import Both
from scaffold.core.concepts import Concept
from scaffold.core.names import version
from scaffold.core.problem import Problem, Problems
from scaffold.outside import concepts, marks, templates
from scaffold.outside.marks import Marked
from scaffold.outside.trees import Tree

from .pair import Half

NOTHING = Marked({}, {})


@dataclass(frozen=True)
class Made:
    """Both projects as the templates made them: `files` by their own version, `marked` with the concepts.

    `notes` tell what could not be done, or was done by other templates. `tree` are the templates that describe the
    concepts; it is empty when none do.
    """

    files: Both[Mapping[str, str]]
    marked: Both[Marked]
    concepts: tuple[Concept, ...] = ()
    notes: tuple[str, ...] = ()
    tree: Tree = field(default_factory=dict)


def made(halves: Both[Half]) -> Made:
    """Renders both projects. Raises Problem for a twin that cannot be made, and for templates that are broken."""
    one, other = halves.flask, halves.express
    if not one.project or not other.project:
        strangers = " and ".join(half.name for half in (one, other) if not half.project)
        note = f"scaffold did not make {strangers}: files and packages are compared; nothing tells where concepts are."
        return Made(Both({}, {}), Both(NOTHING, NOTHING), (), (note,))
    notes: list[str] = []
    both = ((one, one.project), (other, other.project))
    known = [_known(half, opened, notes) for half, opened in both]
    own = [_marked(opened, its) if its else NOTHING for (_, opened), its in zip(both, known, strict=True)]
    files = Both(own[0].files, own[1].files)
    describing = _describing(one.project, other.project, known, notes)
    if not describing:
        return Made(files, Both(NOTHING, NOTHING), (), tuple(notes))
    for number, (half, opened) in enumerate(both):
        its = known[number]
        if not its or its.version != describing.version:
            own[number] = _told(half, opened, describing, notes)
    return Made(files, Both(own[0], own[1]), concepts.read(describing.tree), tuple(notes), describing.tree)


def described(halves: Both[Half]) -> tuple[str, ...]:
    """The names of the concepts of a pair, before anything is rendered; none when no templates describe them."""
    one, other = halves.flask, halves.express
    if not one.project or not other.project:
        return ()
    known = [_known(half, opened, []) for half, opened in ((one, one.project), (other, other.project))]
    describing = _describing(one.project, other.project, known, [])
    return tuple(concept.name for concept in concepts.read(describing.tree)) if describing else ()


def _known(half: Half, opened: Project, notes: list[str]) -> Catalogue | None:
    """The templates that a project was made from; None when they are not here, and the project is."""
    try:
        return catalogue.of(opened.source, opened.version)
    except Problem as problem:
        if not half.folder:
            raise
        notes.append(f"Nothing tells what was edited in {half.label}: {problem.what.replace('`', '')}.")
        return None


def _marked(project: Project, known: Catalogue) -> Marked:
    answers = change.checked(known, project.answers)
    return marks.regions(known.tree, answers, project.framework, known.source)


def _describing(one: Project, other: Project, known: list[Catalogue | None], notes: list[str]) -> Catalogue | None:
    """The templates whose concepts are shown on both sides: those of the pair, or the newest if these have none."""
    if one.source != other.source:
        notes.append("The two were made from templates of two places: nothing tells which code belongs together.")
        return None
    versions = {its.version if its else None for its in known}
    if len(versions) == 1 and (its := known[0]) and concepts.read(its.tree):
        return its
    newest = catalogue.of(one.source) if one.source == templates.SOURCE else known[0] or known[1]
    if newest and concepts.read(newest.tree):
        return newest
    notes.append("The templates of this pair describe no concepts: files and packages are compared.")
    return None


def _told(half: Half, opened: Project, describing: Catalogue, notes: list[str]) -> Marked:
    """Where the concepts are by other templates than those that made the project."""
    try:
        found = _marked(opened, describing)
    except (Problem, Problems) as problem:
        said = str(problem).replace("`", "")
        notes.append(
            f"No concept is shown of {half.label}: "
            f"the templates {version(describing.version)} do not take its answers: {said}."
        )
        return NOTHING
    notes.append(
        f"{half.label} was made by the templates {version(opened.version)}: "
        f"its concepts are where the templates {version(describing.version, opened.version)} have them."
    )
    return found
