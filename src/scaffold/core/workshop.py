"""A workshop: steps from the smallest project on, each with an exercise that is a part of it taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What the commits of a step are called: `03-errors` is where its exercise begins, `03-errors-solution` where it ends.
SOLUTION = "-solution"
# The tag of the commit that holds the plan; whatever somebody does to the files, it is read from there.
PLAN, PLAN_FILE = "workshop", "workshop.yml"
# The branch that people work on, and the first part of the names of those that keep what was there.
WORK, SAVED = "work", "saved"
# The branch with all steps one after the other.
WHOLE = "main"


@dataclass(frozen=True)
class Edit:
    """Lines of the solution, and what is there when the exercise begins; both without their common indentation."""

    file: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class Predicted:
    """A request to be asked of both, and the question to be answered before."""

    ask: str
    predict: str


@dataclass(frozen=True)
class Step:
    """One step. `turns_on` is as `scaffold set` takes it; a line of `resources` comes, or takes the place of its name.

    `tests` are the sentences of those that fail until the exercise is done, the same on both sides; `start` has for
    each side what is taken out of the solution. `questions` are what people ask the instructor.
    """

    name: str
    title: str
    minutes: int
    turns_on: tuple[str, ...]
    resources: tuple[str, ...]
    concepts: tuple[str, ...]
    exercise: str
    tests: tuple[str, ...]
    hints: tuple[str, ...]
    requests: tuple[Predicted, ...]
    start: Mapping[str, tuple[Edit, ...]]
    mistake: str = ""
    note: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workshop:
    """A day. `project` is what both apps are called; so the commits are the same whatever its folder is called."""

    title: str
    project: str
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        """How long all steps take."""
        return sum(step.minutes for step in self.steps)

    def tag(self, number: int, *, solved: bool = False) -> str:
        """The tag of a step by its number, from 1."""
        return f"{number:02}-{self.steps[number - 1].name}{SOLUTION * solved}"

    def commits(self) -> Sequence[tuple[int, bool, str]]:
        """All that are made, in their order: the number of the step, whether it is its solution, and its tag."""
        return [
            (number, solved, self.tag(number, solved=solved))
            for number in range(1, len(self.steps) + 1)
            for solved in (False, True)
        ]


def dedented(text: str) -> tuple[str, ...]:
    """The lines of a text without empty ones around them."""
    return tuple(line.rstrip() for line in text.strip("\n").split("\n"))


def begun(text: str, edit: Edit) -> str:
    """The text of a solution with the lines of an edit taken out. Raises ValueError when they are not in it once."""
    lines = text.split("\n")
    found = [place for place in range(len(lines)) if _matches(lines, place, edit.old) is not None]
    if len(found) != 1:
        first = next(line for line in edit.old if line)
        raise ValueError(f"`{edit.file}` has the lines from `{first.strip()}` on {len(found)} times, and not once")
    place = found[0]
    indent = _matches(lines, place, edit.old) or ""
    new = [f"{indent}{line}".rstrip() for line in edit.new if edit.new != ("",)]
    return "\n".join([*lines[:place], *new, *lines[place + len(edit.old) :]])


def _matches(lines: Sequence[str], place: int, wanted: Sequence[str]) -> str | None:
    """The indentation with which lines stand at a place; None when others do."""
    several = lines[place : place + len(wanted)]
    if len(several) < len(wanted) or not several[0].endswith(wanted[0]):
        return None
    indent = several[0].removesuffix(wanted[0])
    fits = not indent.strip() and all(
        line == f"{indent}{one}".rstrip() for line, one in zip(several, wanted, strict=True)
    )
    return indent if fits else None
