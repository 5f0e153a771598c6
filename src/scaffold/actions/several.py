"""Does the same with several projects, one after the other: one that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from scaffold.core.problem import Problem, Problems

T = TypeVar("T")


def outcome(work: Callable[[], T]) -> T | tuple[Problem, ...]:
    """What came of it, or what went wrong, a mistake of ours included."""
    try:
        return work()
    except Problem as problem:
        return (problem,)
    except Problems as several:
        return several.problems
    except Exception as error:
        from . import bug  # noqa: PLC0415

        return (bug.report(error),)


def told(problems: Sequence[Problem]) -> str:
    """What went wrong with one project, in a line."""
    return "; ".join(f"{one.what}: {one.why}" for one in problems)


def data(folder: Path, problems: Sequence[Problem]) -> dict[str, Any]:
    """The same for a program."""
    return {
        "project": str(folder.absolute()),
        "changed": False,
        "problems": [{"code": one.code, "what": one.what, "why": one.why, "fix": one.fix} for one in problems],
    }
