"""The way through a workshop: where somebody is, the next step, any step; what they had is kept first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scaffold.core.concepts import FRAMEWORKS
from scaffold.core.names import shown
from scaffold.core.problem import Problem, nearest
from scaffold.core.result import Result, Section
from scaffold.core.workshop import WORK, Step
from scaffold.outside.merge import git
from scaffold.outside.workshop import repository, saves, worktree
from scaffold.outside.workshop.repository import Room

from . import pages
from .pages import wrapped

# What git had begun, by the first of the files that say so.
BEGUN = {
    "rebase-": "a rebase",
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "BISECT_": "a bisect",
}


def opened(*, started: bool = True) -> Room:
    """The workshop that is here. Raises Problem when there is none, or when it was not started."""
    try:
        room = repository.opened(Path.cwd())
    except FileNotFoundError:
        raise Problem(
            code="no-folder",
            what="the folder that you are in is gone",
            why="somebody deleted it, or moved it",
            fix="`cd` into the folder of the workshop, and run the same command again",
        ) from None
    if started and not room.state.step:
        raise Problem(
            code="not-started",
            what="this workshop was not started here",
            why="nobody has been at a step of it in this folder",
            fix="scaffold workshop start",
        )
    return room


def step_of(room: Room) -> Step:
    """The step that somebody is at."""
    return room.workshop.steps[room.state.step - 1]


def start(sides: Sequence[str]) -> Result:
    """Begins, or says where somebody is; and which sides they follow, if any are named."""
    room = opened(started=False)
    kept = ""
    if not room.state.step:
        room, kept = moved(room, 1)
    if sides:
        room = room.with_state(sides=tuple(sides))
    return _arrived("start", room, kept)


def next_() -> Result:
    """Goes to the next step. Raises Problem at the last one."""
    room = opened()
    if room.state.step == len(room.workshop.steps):
        raise Problem(
            code="last-step",
            what="this was the last step",
            why=f"the workshop has {len(room.workshop.steps)}",
            fix="`scaffold serve` shows what you have; `scaffold workshop solution` is its end. Nothing was changed.",
        )
    return _arrived("next", *moved(room, room.state.step + 1))


def catch_up(word: str) -> Result:
    """Goes to a step, by its number or its name, whatever is here. Raises Problem when there is no such step."""
    room = opened(started=False)
    numbers = {name: str(number) for number, name in enumerate((one.name for one in room.workshop.steps), 1)}
    number = numbers.get(word, word)
    if number not in numbers.values():
        near = nearest(word, list(numbers))
        raise Problem(
            code="no-step",
            what=f"there is no step `{shown(word)}`",
            why=f"the steps are 1 to {len(numbers)}",
            fix=f"{near} `scaffold workshop where --all` lists them. Nothing was changed.".lstrip(),
        )
    return _arrived("catch-up", *moved(room, int(number)))


def moved(room: Room, number: int, *, solved: bool = False) -> tuple[Room, str]:
    """Goes to where a step begins, or ends; gives also the branch that keeps what was here, if that was needed."""
    commit = repository.resolved(room, room.workshop.tag(number, solved=solved))
    now = worktree.found(room.top)
    kept = keep(room, now)
    saves.switch(room, now, commit)
    return room.with_state(step=number), kept


def keep(room: Room, now: worktree.Found) -> str:
    """Keeps what was found, unless it is just a commit of the workshop; the branch, or nothing."""
    saves.refuse_busy(room)
    head = saves.commit_of(room, "HEAD")
    if head in repository.ids(room.top).values() and saves.is_whole(room, now, head):
        return ""
    return saves.save(room, now)


def _arrived(command: str, room: Room, kept: str) -> Result:
    return _where(f"workshop {command}", room, (), {"kept": kept or None}, told(kept))


def told(kept: str) -> str:
    """How it is told that something was kept."""
    return f"What you had is kept as {kept}: scaffold workshop saved" if kept else ""


def where(*, everything: bool = False) -> Result:
    """The step that somebody is at, or all of them."""
    room = opened(started=not everything)
    if not everything:
        return _where("workshop where", room, tuple(_odd(room)), {})
    steps = room.workshop.steps
    wide = max(len(step.title) for step in steps)
    named = max(len(step.name) for step in steps)
    rows = tuple(
        f"{'>' if number == room.state.step else ' '}{number:>3}  {step.name:<{named}}  {step.title:<{wide}}"
        f"  {step.minutes:>3} min"
        for number, step in enumerate(steps, 1)
    )
    return Result("workshop where", listing=(Section(room.workshop.title, rows),), data=_data(room))


def _odd(room: Room) -> Iterator[str]:
    """What is otherwise than the workshop left it, and how that is mended."""
    back = f"`scaffold workshop catch-up {room.state.step}` keeps it and begins the step anew"
    head = git.decoded(git.start(room.top, "symbolic-ref", "--quiet", "--short", "HEAD").wrote).strip()
    begun = [path for path, _ in saves.begun(room.own)]
    what = next((told for first, told in BEGUN.items() if any(path.startswith(first) for path in begun)), "")
    if what:
        yield f"git has begun {what}, and waits for you: {back}."
    elif not head:
        yield f"You are on no branch: {back}."
    elif head != WORK:
        yield f"You are on the branch {head}, and the workshop is on {WORK}: {back}."
    if gone := [name for name in FRAMEWORKS if not (room.top / name).is_dir()]:
        yield f"The folder `{gone[0]}` is gone: {back}."


def _where(
    command: str, room: Room, warnings: tuple[str, ...], data: Mapping[str, object], headline: str = ""
) -> Result:
    step, number, all_of = step_of(room), room.state.step, len(room.workshop.steps)
    bar = "●" * (number - 1) + "◉" + "○" * (all_of - number)
    on = [*step.turns_on, *step.resources]
    files = [path for path in pages.places(step) if path.partition("/")[0] in room.state.sides]
    sections = (
        Section(f"Step {number} of {all_of}: {step.title}", (f"{bar}  {step.minutes} minutes",)),
        Section("Turned on", tuple(line for one in on for line in wrapped(one, "  ", 76))),
        Section("Exercise", (*wrapped(step.exercise, width=76), *(["", *files] if files else []))),
        Section("Its tests", tuple(step.tests)),
        Section("Predict, then ask both", tuple(_requests(step))),
        Section("Read on", tuple(f"scaffold concepts {name}" for name in step.concepts)),
    )
    again = "scaffold workshop"
    after = [f"{again} check"] * bool(step.tests) + [f"{again} hint"] * bool(step.hints)
    after += [f"{again} next  # what you have is kept"] * (number < all_of)
    return Result(
        command=command,
        headline=headline,
        warnings=tuple("\n".join(wrapped(one)) for one in warnings),
        listing=tuple(_plain(one) for one in sections if any(one.lines)),
        sections=(Section("Next:", tuple(after)),) if after else (),
        data={**_data(room), **data, "warnings": list(warnings)},
    )


def _plain(section: Section) -> Section:
    return Section(section.title, tuple(line.removeprefix("  ") for line in section.lines))


def _requests(step: Step) -> Iterator[str]:
    for one in step.requests:
        yield one.ask
        yield from (f"    {line}" for line in wrapped(one.predict, width=72))


def _data(room: Room) -> dict[str, object]:
    steps = room.workshop.steps
    return {
        "folder": str(room.top),
        "title": room.workshop.title,
        "step": room.state.step,
        "sides": list(room.state.sides),
        "steps": [{"name": one.name, "title": one.title, "minutes": one.minutes} for one in steps],
    }
