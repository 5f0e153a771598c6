"""The files of both projects in one block of data, packed: the script writes them out when somebody opens one."""

from __future__ import annotations

import base64
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from scaffold.core.comparison import Comparison, Joined, Source

from . import safe, ties, words

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
    room, most, found = ROOM, usual(files), []
    for file in sorted(files, key=lambda file: order(place(file, twins), file)):
        sides: list[dict[str, Any] | None] = []
        for source in (file.files.flask, file.files.express):
            size = len(source.text or "") if source else 0
            sides.append(written(source, size <= room) | {"bar": bar(source, most)} if source else None)
            room -= size if size <= room else 0
        where = [name and safe.text(name) for name in place(file, twins)]
        found.append({"key": key(file), "in": where, "of": sides, "defs": definitions(file), "cuts": ties.cuts(file)})
    return found


def usual(files: Sequence[Joined]) -> int:
    """The size that one file in twenty exceeds. Why not the largest: beside it all others would look alike."""
    sizes = sorted(source.size for file in files for source in (file.files.flask, file.files.express) if source)
    return max(1, sizes[len(sizes) * 19 // 20]) if sizes else 1


def bar(source: Source, most: int) -> int:
    """How long the bar of a file is, in pixels."""
    return max(2, round(90 * min(source.size / most, 1)))


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


def key(file: Joined) -> str:
    """What a file is called in addresses: its path in Flask's project, else in the other one."""
    flask, express = file.files.flask, file.files.express
    return safe.text(flask.path if flask else f"express:{express.path if express else ''}")


def written(source: Source, fits: bool) -> dict[str, Any]:
    text = source.text if fits else None
    return {
        "path": safe.text(source.path),
        "text": None if text is None else safe.text(text),
        "about": safe.text(about(source, fits)),
        "state": "" if source.state == "same" else source.state,
    }


def about(source: Source, fits: bool) -> str:
    """How many lines a file has, or why it is not shown."""
    if source.text is None:
        return source.why or words.amount(source.size, "bytes")
    if not fits:
        return f"{words.amount(source.size, 'bytes')}, left out of this page"
    lines = len(source.text.split("\n")) - source.text.endswith("\n")
    return f"{lines:,} {'line' if lines == 1 else 'lines'}" if source.text else "empty"


def definitions(file: Joined) -> list[list[tuple[str, str, int] | None]]:
    """What the two files define, row by row: kind, name and line, or nothing on one side."""
    outlines = [
        {line: (kind, safe.text(name), line) for kind, name, line in source.outline} if source else {}
        for source in (file.files.flask, file.files.express)
    ]
    return [
        [
            outline.get(line, ("line", str(line), line)) if line else None
            for outline, line in zip(outlines, row, strict=True)
        ]
        for row in file.rows
    ]


def summary(files: Sequence[Joined]) -> str:
    """How many files have a twin, in a sentence."""
    twins = sum(1 for file in files if file.files.flask and file.files.express)
    flask = sum(1 for file in files if not file.files.express)
    return f"{twins:,} twins, {flask:,} only in Flask, {len(files) - twins - flask:,} only in Express"
