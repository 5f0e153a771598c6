"""What the owners of two projects do in some months: commits, and what they write anew after an update by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Edits = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Commit:
    """One evening: texts and what comes in their place, new files, files that move, files that go."""

    said: str
    edits: Edits = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    moves: Mapping[str, str] = field(default_factory=dict)
    gone: Sequence[str] = ()
    # Whether the models have changed: then there is a migration.
    migrates: bool = False

    def do(self, folder: Path) -> None:
        """Does it in a project. Raises AssertionError when a text is not there."""
        for old, new in self.moves.items():
            (folder / new).parent.mkdir(parents=True, exist_ok=True)
            (folder / old).rename(folder / new)
        for path in self.gone:
            (folder / path).unlink()
        for path, edits in self.edits.items():
            text = (folder / path).read_text("utf-8")
            for before, after in edits:
                assert before in text, f"{self.said}: no {before!r} in {path}:\n{text}"
                text = text.replace(before, after, 1)
            (folder / path).write_text(text, "utf-8")
        for path, text in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
