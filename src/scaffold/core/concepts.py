"""Concepts: what both sides of a pair do, and how each explains it. Described in `templates/concepts/NAME.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

FRAMEWORKS = ("flask", "express")
GROUPS = ("Start", "Request path", "Input and output", "Data", "Protection", "Realtime", "Operations", "Quality")
NAME = re.compile(r"[a-z]+(?:\.[a-z]+(?:_[a-z]+)*)?")
# What a template says around a concept, and before a line that a point is about; alone on its line.
MARKER = re.compile(rf"^[ \t]*\[# (concept {NAME.pattern}|/concept|\(\d+\)) #\][ \t]*$", re.MULTILINE)
# What a projector shows.
LINES, COLUMNS = 24, 88


@dataclass(frozen=True)
class Point:
    """One numbered explanation: the same question, answered for each side.

    `number` is the number of the marker `(1)` in both templates. `proof` names what shows that it is true:
    `request K`, `test SENTENCE`, `probe NAME`, `parity NAME`, or `code` when the marked lines say it themselves.
    """

    number: int
    what: str
    flask: str
    express: str
    proof: str


@dataclass(frozen=True)
class Request:
    """A request that both apps are asked, in the words of HTTP.

    `path`, `headers` and `body` may hold `{path}` (a collection of the project, such as `/api/posts`), `{id}` (of a row
    that is there) and, as the whole body, `{example}` (one that is accepted), or accepted but for something: `{taken}`
    (a unique field, whose value a row has), `{same}` (fields that are unique together), `{outside}` (a range).
    `status` is what each side answers, and `contains` is in both answers.
    """

    method: str
    path: str
    headers: Mapping[str, str]
    body: str | None
    status: Mapping[str, int]
    contains: str = ""


@dataclass(frozen=True)
class Concept:
    """One concept. `only` names the framework that alone has code for it, and then `why` tells why."""

    name: str
    group: str
    title: str
    notice: str
    points: tuple[Point, ...]
    requests: tuple[Request, ...] = ()
    order: bool = False
    only: str = ""
    why: str = ""
