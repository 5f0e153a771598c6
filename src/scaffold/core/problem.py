"""What went wrong, in the words of the person who has to fix it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

USAGE = 2
OUTSIDE = 3
BUG = 70
INTERRUPTED = 130


@dataclass(eq=False)
class Problem(Exception):
    """One thing that went wrong: a code, what happened, why, and a fix that can be pasted.

    `files` are all that are meant, for programs, when `why` names only the first of them.
    """

    code: str
    what: str
    why: str
    fix: str
    exit: int = USAGE
    files: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.what


class Problems(Exception):
    """Several problems that were found before anything was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.what for problem in self.problems))


def refuse(problems: Iterable[Problem]) -> None:
    """Raises the problem, or all of them together; returns when there are none."""
    found = tuple(problems)
    if len(found) == 1:
        raise found[0]
    if found:
        raise Problems(found)


def nearest(word: str, known: Sequence[str]) -> str:
    """A fix that names the nearest known word; empty when none is near."""
    import difflib  # noqa: PLC0415

    near = difflib.get_close_matches(word, known, n=1)
    return f"did you mean `{near[0]}`?" if near else ""


def interrupted(done: str = "changed") -> Problem:
    """The problem of a run that was stopped before anything was `done`."""
    return Problem(
        code="interrupted",
        what="stopped",
        why="the program was interrupted",
        fix=f"run the same command again. Nothing was {done}.",
        exit=INTERRUPTED,
    )
