"""What an action hands back: everything a person or a program may want to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Section:
    """A titled list of lines, shown in order."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """The outcome of one command.

    `data` goes to `--json` as it is. For people, `listing` is what they asked for and goes to
    stdout; `headline`, `warnings` and `sections` talk about it and go to stderr.
    """

    command: str
    headline: str = ""
    listing: tuple[Section, ...] = ()
    sections: tuple[Section, ...] = ()
    warnings: tuple[str, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    exit: int = 0
