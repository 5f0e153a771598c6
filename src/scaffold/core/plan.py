"""What a change does to each file of a project, as a person reads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

NEW, CHANGED, MERGED, MOVED = "new", "changed", "merged", "moved"
DELETED, KEPT, CONFLICT = "deleted", "kept", "conflict"
# Why in this order: what needs a person comes last, where the eye is when the program ends.
ORDER = (NEW, CHANGED, MERGED, MOVED, DELETED, KEPT, CONFLICT)


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
