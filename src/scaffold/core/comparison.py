"""Two projects side by side: what `scaffold compare` found out, for the page, the terminal and `--json`.

All text is as it is in the files: whoever shows it escapes it. Lines are numbered from 1. `flask` and `express` are
the keys wherever something is there for each side; a side that has nothing is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from .concepts import Point, Request

T = TypeVar("T")
State = Literal["same", "edited", "moved", "gone"]


@dataclass(frozen=True)
class Both(Generic[T]):
    """One thing for each side."""

    flask: T
    express: T


@dataclass(frozen=True)
class Side:
    """One of the two projects. `version` is that of its templates; both are empty for one that scaffold did not make.

    `rendered` is true for a twin that is not on disk: it was made for this comparison.
    """

    name: str
    folder: str
    version: str = ""
    commit: str = ""
    rendered: bool = False


@dataclass(frozen=True)
class Metric:
    """One measured number. `values` are None where it cannot be measured; `how` tells how it was, or why not."""

    key: str
    title: str
    unit: Literal["", "bytes", "seconds"]
    values: Both[float | None]
    how: str


@dataclass(frozen=True)
class Piece:
    """Consecutive lines of one file, without ends of lines; `marks` are numbers of points, by line."""

    file: str
    start: int
    lines: tuple[str, ...]
    marks: Mapping[int, int]


@dataclass(frozen=True)
class Region:
    """The code of one concept on one side.

    `state` tells what people did to it since it was rendered; for all but `same`, `original` is as it was rendered.
    A region that is `gone` has no pieces.
    """

    state: State
    pieces: tuple[Piece, ...]
    original: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What one app answered: headers in the order in which they came, `body` as text."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: str

    @property
    def lines(self) -> tuple[str, ...]:
        """As it is shown, and as `Exchange.differs` counts: the status, each header, an empty line, the body."""
        status = f"{self.status} {self.reason}".rstrip()
        headers = [f"{name}: {value}" for name, value in self.headers]
        return (status, *headers, *(("", *self.body.splitlines()) if self.body else ()))


@dataclass(frozen=True)
class Exchange:
    """One request and both answers. `label` is computed from them: `same`, `405 against 404`, …

    `differs` has, per side, what is marked: `(line, start, end)`, the line one of `Answer.lines`, from 1, and
    start and end in characters, from 0.
    """

    request: Request
    answers: Both[Answer]
    label: str
    differs: Both[tuple[tuple[int, int, int], ...]]


@dataclass(frozen=True)
class Asked:
    """One request to four apps: to both frameworks alone, and to both projects.

    `concept` is the one whose lines make the difference, empty where this pair has none. A long body is cut.
    """

    title: str
    concept: str
    alone: Exchange
    projects: Exchange

    @property
    def kind(self) -> Literal["made", "left", "alike"]:
        """What the projects add: `made` alike by them, `left` to each framework, or `alike` without them."""
        if self.projects.label != "same":
            return "left"
        return "alike" if self.alone.label == "same" else "made"


@dataclass(frozen=True)
class Alone:
    """Both frameworks alone: the app of each as its tutorials write it, the first resource and three routes of it.

    `always` are the lines, such as `Server: …`, that one of them sends with every answer and the other never.
    """

    resource: str
    code: Both[Piece]
    started: Both[str]
    always: Both[tuple[str, ...]]
    rows: tuple[Asked, ...]

    def of(self, kind: str) -> tuple[Asked, ...]:
        """The rows of one kind."""
        return tuple(row for row in self.rows if row.kind == kind)

    @property
    def sentence(self) -> str:
        """What came of it, in figures."""
        unlike = sum(row.alone.label != "same" for row in self.rows)
        return (
            f"Of {len(self.rows)} requests, Flask alone and Express alone answer {unlike} differently; "
            f"your two projects answer {len(self.of('made'))} of these alike."
        )


@dataclass(frozen=True)
class Live:
    """What the running apps said: by the name of a concept, its exchanges and the order in which its code ran.

    In an order the name of what answers ends with `()`; what is before it ran on the way in. `starts` are the seconds
    of each start until the first answer. `notes` tell what could not be asked. `alone` is None for a pair without a
    resource that needs no other.
    """

    exchanges: Mapping[str, tuple[Exchange, ...]]
    orders: Mapping[str, Both[tuple[str, ...]]]
    starts: Both[tuple[float, ...]]
    notes: tuple[str, ...] = ()
    alone: Alone | None = None


@dataclass(frozen=True)
class Shown:
    """One concept of this pair. `label` is empty when nobody asked the apps."""

    name: str
    group: str
    title: str
    notice: str
    points: tuple[Point, ...]
    sides: Both[Region | None]
    requests: tuple[Request, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    order: Both[tuple[str, ...]] | None = None
    label: str = ""
    why: str = ""


@dataclass(frozen=True)
class Source:
    """A file of a project. `text` is None for what is not shown, and then `why` says why (`binary`, `10 MB`, …).

    `state` is None for a file that the templates did not make. `outline` names what the file defines, in order:
    `(kind, name, line)`, such as `("function", "create_app", 31)`.
    """

    path: str
    size: int
    text: str | None
    why: str = ""
    state: State | None = None
    outline: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True)
class Joined:
    """A file beside its twin, either may be missing; `rows` pairs what both define: lines of the two outlines."""

    files: Both[Source | None]
    rows: tuple[tuple[int | None, int | None], ...] = ()


@dataclass(frozen=True)
class Package:
    """A package that a project asks for. `version` and `licence` are what is installed; empty when nothing is."""

    name: str
    wanted: str
    version: str
    licence: str
    group: Literal["runtime", "development"]


@dataclass(frozen=True)
class Need:
    """One thing that an app needs and which packages do it on each side; `why` says what for, empty if unknown.

    `built_in` says per side what does it without a package; empty where nothing does.
    """

    what: str
    why: str
    packages: Both[tuple[Package, ...]]
    built_in: Both[str] = Both("", "")


@dataclass(frozen=True)
class Claim:
    """One claim of articles, and what was counted or measured here; `verdict` is a sentence with its numbers.

    `verdict` is empty for what this page does not measure; then `how` tells what would.
    """

    name: str
    claim: str
    verdict: str
    how: str
    values: Both[str] | None = None


@dataclass(frozen=True)
class Comparison:
    """Everything about a pair. `notes` tell what was skipped or could not be done, in whole sentences."""

    title: str
    made_by: str
    sides: Both[Side]
    metrics: tuple[Metric, ...] = ()
    concepts: tuple[Shown, ...] = ()
    files: tuple[Joined, ...] = ()
    needs: tuple[Need, ...] = ()
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = field(default=())
    alone: Alone | None = None
