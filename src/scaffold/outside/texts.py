"""The text files of somebody's project, read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from scaffold.core import twins

from . import folder

# Why limits: code that moved is looked for in all of them.
MOST = 600
LARGEST = 256_000


class Texts(Mapping[str, str]):
    """Files by path with `/`. Links are not followed; what is too large, or no text, is empty.

    All are there when they are asked for; the first in the order of reading are gone through.
    """

    def __init__(self, root: Path) -> None:
        entries = [entry for entry in folder.listed(str(root)).entries if entry.kind == "file"]
        self._places = {entry.path: entry.place for entry in entries}
        order = (path for path, _ in twins.joined(dict.fromkeys(self._places, ""), {}) if path)
        self._first = tuple(islice(order, MOST))
        self._read: dict[str, str] = {}

    def __getitem__(self, path: str) -> str:
        if path not in self._read:
            self._read[path] = _text(self._places[path])
        return self._read[path]

    def __contains__(self, path: object) -> bool:
        return path in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._first)

    def __len__(self) -> int:
        return len(self._first)


def _text(place: str) -> str:
    content = folder.read(place, LARGEST) or b""
    try:
        return "" if b"\0" in content or len(content) > LARGEST else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
