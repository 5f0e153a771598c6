"""What a change does to each file of a project, as a person reads it."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .names import shown

NEW, CHANGED, MERGED, MOVED = "new", "changed", "merged", "moved"
DELETED, KEPT, CONFLICT = "deleted", "kept", "conflict"
# Why in this order: what needs a person comes last, where the eye is when the program ends.
ORDER = (NEW, CHANGED, MERGED, MOVED, DELETED, KEPT, CONFLICT)
# Why: a terminal of 80 columns, less the two before each line.
LINE_WIDTH, PATH_WIDTH = 78, 48


@dataclass(frozen=True)
class Step:
    """What happens to one file. `source` is where a moved file comes from; `lines` are those in conflict."""

    path: str
    what: str
    why: str = ""
    source: str | None = None
    added: int | None = None
    removed: int | None = None
    lines: tuple[tuple[int, int], ...] = ()

    @property
    def data(self) -> dict[str, Any]:
        """The step for a program: what is not there is left out."""
        found: dict[str, Any] = {"path": self.path, "what": self.what}
        found |= {key: value for key in ("why", "source") if (value := getattr(self, key))}
        found |= {key: value for key in ("added", "removed") if (value := getattr(self, key)) is not None}
        return found | ({"lines": [list(pair) for pair in self.lines]} if self.lines else {})


def ordered(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps as they are shown: by what happens, then by path."""
    return tuple(sorted(steps, key=lambda step: (ORDER.index(step.what), step.path)))


def summary(steps: Sequence[Step]) -> str:
    """How many files each thing happens to: `2 new, 1 merged`."""
    counts = Counter(step.what for step in steps)
    words = [f"{counts[what]} {what}{'s' * (what == CONFLICT and counts[what] > 1)}" for what in ORDER if counts[what]]
    return ", ".join(words) or "no file"


def lines(steps: Sequence[Step]) -> tuple[str, ...]:
    """The steps as text, one line each; a reason that has no room goes onto lines of its own."""
    lengths = [len(_shown(step.path)) for step in steps]
    width = max((length for length in lengths if length <= PATH_WIDTH), default=0)
    return tuple(line for step in steps for line in _lines(step, width))


def _shown(path: str) -> str:
    # Why whole: it is there to be copied.
    return shown(path, limit=len(path) * len("\\u0000"))


def _lines(step: Step, width: int) -> Sequence[str]:
    head = f"{step.what:<{len(CONFLICT)}}  {_shown(step.path):<{width}}"
    details = "; ".join(filter(None, (_from(step), step.why, _where(step), _size(step))))
    line = f"{head}  {details}".rstrip()
    if len(line) <= LINE_WIDTH or not details:
        return (line,)
    room = LINE_WIDTH - len(CONFLICT) - 2
    wrapped = textwrap.wrap(details, room, break_long_words=False, break_on_hyphens=False)
    return (head.rstrip(), *(f"{'':<{len(CONFLICT)}}  {part}" for part in wrapped))


def _from(step: Step) -> str:
    return f"from {_shown(step.source)}" if step.source else ""


def _where(step: Step) -> str:
    places = [f"{first}-{last}" for first, last in step.lines]
    return f"lines {', '.join(places)}" if places else ""


def _size(step: Step) -> str:
    if step.what in (DELETED, CONFLICT):
        return ""
    return " ".join(filter(None, (f"+{step.added}" * bool(step.added), f"-{step.removed}" * bool(step.removed))))
