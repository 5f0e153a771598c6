"""Makes an update a request to merge: a branch with one commit, and what a reviewer reads, in Markdown."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath

from scaffold.core.names import shown, version
from scaffold.core.plan import CONFLICT
from scaffold.core.problem import Problem
from scaffold.core.result import Result, Section
from scaffold.outside import tools
from scaffold.outside.merge import commits, disk
from scaffold.outside.merge.commits import TRAILER, Committed

from . import change, migrations
from .change import How, Target, Worked
from .project import Project

BRANCH = "scaffold-update"
# Letters that one that cannot be printed is shown with.
LONGEST = len("\\u0000")


def run(read: Callable[[], Sequence[tuple[Project, Target]]], how: How) -> Result:
    """Commits the change of the project, or of the pair, on a branch. Exit 1: conflicts are in it.

    Raises Problem or Problems; then there is no new branch. Nothing to do is neither, and prints nothing.
    """
    name = how.branch or BRANCH
    worked = [Worked(*one, change.work_out(*one)) for one in read()]
    todo = [one for one in worked if one.change.steps]
    if not todo:
        return change.run(read, how)
    insides = [disk.repository(one.project.folder) for one in todo]
    for one, inside in zip(todo, insides, strict=True):
        commits.refuse(one.project.folder, inside, name)
    inside = insides[0]
    if not inside or any(other and other.top != inside.top for other in insides):
        raise Problem(
            code="several-repositories",
            what="the projects are in several repositories",
            why="a request is for one",
            fix="go into each, and run the same command with `--one`. Nothing was changed.",
        )
    edits = [(one.project.folder, edit) for one in todo for edit in one.change.edits]
    title = _title(todo)
    made = commits.made(inside, name, edits, f"{title}\n\n{TRAILER}: {_versions(todo[0])}\n")
    return _result(todo, how, name, title, made)


def _title(todo: Sequence[Worked]) -> str:
    names = " and ".join(one.project.name for one in todo)
    return f"Update {names} to the templates {version(todo[0].target.catalogue.version)}"


def _versions(one: Worked) -> str:
    old, new = one.project.version, one.target.catalogue.version
    return f"{version(old)} to {version(new, old)}"


def _result(todo: Sequence[Worked], how: How, name: str, title: str, made: Committed) -> Result:
    conflicts = sum(len(one.change.conflicts) for one in todo)
    body = "\n".join(line for one in todo for line in _body(one, several=len(todo) > 1))
    state = "is on" if made.is_new else "was already on"
    told = f", with {conflicts} conflict{'s' * (conflicts > 1)}" * bool(conflicts)
    after = (f"git push --force-with-lease origin {shlex.quote(name)}",)
    return Result(
        command="update",
        headline=f"{title}: it {state} the branch {name}{told}",
        listing=(Section("", (body,)),),
        sections=(Section("Next:", after),),
        warnings=tuple(one.project.warning for one in todo if one.project.warning),
        data={
            "projects": [{**change.data(one, how, ()), "branch": name, "changed": made.is_new} for one in todo],
            "commit": made.commit,
            "title": title,
            "body": body,
            "next": list(after),
        },
        exit=int(bool(conflicts)),
    )


def _body(one: Worked, *, several: bool) -> Iterator[str]:
    """What changes in each file, what is in conflict, and what is left to do."""
    if several:
        yield f"# {one.project.name}\n"
    yield f"`scaffold update` merged the templates {_versions(one)} into what is committed.\n"
    if one.change.conflicts:
        yield "## Conflicts\n"
        yield "Both sides changed these lines. The markers are committed, so that nothing is"
        yield "chosen for you: take what is right on this branch, and commit.\n"
        yield from (f"- [ ] {_code(step.path)}{_lines(step.lines)}" for step in one.change.conflicts)
        yield ""
    if left := list(_left(one)):
        yield "## To do\n"
        yield from (f"- [ ] {_code(line)}" for line in left)
        yield ""
    yield "## Files\n"
    yield "| file | what | lines | |"
    yield "|---|---|---|---|"
    for step in one.change.steps:
        size = " ".join(filter(None, (f"+{step.added}" * bool(step.added), f"-{step.removed}" * bool(step.removed))))
        why = "; ".join(filter(None, (f"from {_code(step.source)}" if step.source else "", step.why)))
        yield f"| {_cell(_code(step.path))} | {step.what} | {size * (step.what != CONFLICT)} | {_cell(why)} |"
    yield ""


def _left(one: Worked) -> Iterator[str]:
    """What is typed afterwards: install, and migrate, also where only the templates of the models changed."""
    changed = {edit.path for edit in one.change.edits}
    steps = migrations.next_steps(one.project, one.target.answers, changed)
    yield from steps
    known = tools.of(one.project.framework, one.project.folder)
    if known.migrates and any(PurePosixPath(path).stem == "models" for path in changed) and known.upgrade not in steps:
        yield known.upgrade
        yield f"{known.migrate.format('newer_templates')}  # models changed: it makes none where no table differs"


def _lines(pairs: Sequence[tuple[int, int]]) -> str:
    places = ", ".join(f"{first}-{last}" for first, last in pairs)
    return f", lines {places}" if places else ", which is no text: yours is there"


def _code(text: str) -> str:
    """Text as Markdown shows it unread, whatever it has in it."""
    fence = "``" if "`" in text else "`"
    pad = " " * (fence != "`")
    return f"{fence}{pad}{shown(text, len(text) * LONGEST)}{pad}{fence}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
