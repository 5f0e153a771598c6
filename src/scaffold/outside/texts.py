"""The text files of somebody's project, read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from . import folder

MOST = 5000
LARGEST = 1_000_000


class Texts(Mapping[str, str]):
    """Files by path with `/`. Links are not followed; what is too large, or no text, is empty."""

    def __init__(self, root: Path) -> None:
        entries = [entry for entry in folder.listed(str(root)).entries if entry.kind == "file"]
        self._places = {entry.path: entry.place for entry in entries[:MOST]}
        self._read: dict[str, str] = {}

    def __getitem__(self, path: str) -> str:
        if path not in self._read:
            self._read[path] = _text(self._places[path])
        return self._read[path]

    def __contains__(self, path: object) -> bool:
        return path in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _text(place: str) -> str:
    content = folder.read(place, LARGEST) or b""
    try:
        return "" if b"\0" in content or len(content) > LARGEST else content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
