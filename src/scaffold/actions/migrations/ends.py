"""The end of a project's history, and the file that goes on from there."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from scaffold.core.problem import Problem

REVISION = re.compile(r"^revision\b[^=\n]*=\s*[\"']([^\"']+)", re.MULTILINE)
DOWN = re.compile(r"^down_revision\b[^=\n]*=\s*(.+?)$(?=\n\S|\n\n)", re.MULTILINE | re.DOTALL)
QUOTED = re.compile(r"[\"']([^\"']+)[\"']")


def next_file(project: Path, there: set[str], folder: str, title: str) -> tuple[str, str, str]:
    """The path of a new migration, its revision, and the one before it. Raises Problem where no single one is last."""
    last = end(project, there)
    revision = hashlib.sha256(f"{last} {title}".encode()).hexdigest()[:12]
    return f"{folder}/{revision}_{title[:40]}.py", revision, last


def end(folder: Path, there: set[str]) -> str:
    """The newest revision: the one that no other follows."""
    texts = [(folder / path).read_text(encoding="utf-8") for path in sorted(there)]
    made = [match[1] for text in texts if (match := REVISION.search(text))]
    followed = {name for text in texts if (match := DOWN.search(text)) for name in QUOTED.findall(match[1])}
    ends = [name for name in made if name not in followed]
    if len(ends) == 1:
        return ends[0]
    raise _several(ends) if ends else _none(sorted(there))


def _several(ends: Sequence[str]) -> Problem:
    return Problem(
        code="migrations-end",
        what=f"{len(ends)} migrations are the last one, and the next one follows one",
        why=f"no other follows {' or '.join(f'`{name}`' for name in ends)}",
        fix="`uv run flask db merge heads` makes one end of them. Nothing was changed.",
    )


def _none(there: Sequence[str]) -> Problem:
    return Problem(
        code="migrations-end",
        what="none of the migrations is the last one, and the next one follows that",
        why=f"in {', '.join(f'`{path}`' for path in there)} every `revision` is in a `down_revision`",
        fix="mend them: `uv run flask db history` tells how Alembic reads them. Nothing was changed.",
    )


def moment(there: set[str]) -> str:
    """Now, as the name of a migration has it; later than every migration that is there."""
    now = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    last = max((match[1] for path in there if (match := re.search(r"Migration([0-9]{14})", path))), default="")
    return now if now > last else str(int(last) + 1)
