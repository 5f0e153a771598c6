"""The files of both projects in one block of data, packed: the script writes them out when somebody opens one."""

from __future__ import annotations

import base64
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from scaffold.core.comparison import Comparison, Joined, Source

from . import safe

# Why so many: with them the page of two projects of a hundred files stays far below 500 kB, packed.
ROOM = 2_000_000


def packed(comparison: Comparison) -> str:
    """The data as base64 of raw deflate: no character of a file can end the block that it stands in."""
    sides = comparison.sides
    document = {
        "files": rows(comparison.files),
        "editor": [safe.editor(side, "", 0).removesuffix(":0") for side in (sides.flask, sides.express)],
    }
    raw = json.dumps(document, separators=(",", ":")).encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return base64.b64encode(packer.compress(raw) + packer.flush()).decode()


def rows(files: Sequence[Joined]) -> list[dict[str, Any]]:
    """Files beside their twins, folder by folder; `in` has the two folders."""
    twins = folders(files)
    room, found = ROOM, []
    for file in sorted(files, key=lambda file: order(place(file, twins), file)):
        sides: list[dict[str, Any] | None] = []
        for source in (file.files.flask, file.files.express):
            size = len(source.text or "") if source else 0
            sides.append(written(source, size <= room) if source else None)
            room -= size if size <= room else 0
        found.append({"in": [name and safe.text(name) for name in place(file, twins)], "of": sides, "rows": file.rows})
    return found


def folders(files: Iterable[Joined]) -> dict[tuple[int, str], str]:
    """For a folder of either side, the folder of the other side with most twins."""
    seen: dict[tuple[int, str], Counter[str]] = {}
    for file in files:
        if file.files.flask and file.files.express:
            one, other = folder(file.files.flask), folder(file.files.express)
            seen.setdefault((0, one), Counter())[other] += 1
            seen.setdefault((1, other), Counter())[one] += 1
    return {key: count.most_common(1)[0][0] for key, count in seen.items()}


def folder(source: Source) -> str:
    return source.path.rpartition("/")[0]


def place(file: Joined, twins: dict[tuple[int, str], str]) -> tuple[str | None, str | None]:
    """The two folders that a file is listed under; a file without a twin goes where its neighbours have theirs."""
    flask, express = file.files.flask, file.files.express
    if flask and express:
        return folder(flask), folder(express)
    if flask:
        return folder(flask), twins.get((0, folder(flask)))
    return (twins.get((1, folder(express))), folder(express)) if express else (None, None)


def order(where: tuple[str | None, str | None], file: Joined) -> tuple[str, str, int, str]:
    """Folders by name, in them twins first, then what only one side has."""
    source = file.files.flask or file.files.express
    alone = 0 if file.files.flask and file.files.express else 1 if file.files.flask else 2
    return where[0] or where[1] or "", where[1] or "", alone, source.path if source else ""


def written(source: Source, fits: bool) -> dict[str, Any]:
    why = source.why if source.text is None else "" if fits else "left out: the page would be too large"
    return {
        "path": safe.text(source.path),
        "size": source.size,
        "text": safe.text(source.text) if source.text is not None and fits else None,
        "why": safe.text(why),
        "state": source.state,
        "outline": [(kind, safe.text(name), line) for kind, name, line in source.outline],
    }
