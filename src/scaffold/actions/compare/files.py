"""Both trees of a pair, twins joined: what each file holds and defines, and what people did to it."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scaffold.core import outlines, twins
from scaffold.core.comparison import Both, Joined, Source, State
from scaffold.outside import folder, outline
from scaffold.outside.folder import Entry, Listed

FILES, TEXT, TEXTS, LINE, SYMBOL_SECONDS = 1000, 256_000, 4_000_000, 5000, 5.0

_INSTALLERS = frozenset(
    "uv.lock poetry.lock Pipfile.lock pdm.lock package-lock.json yarn.lock pnpm-lock.yaml bun.lock".split()
)
# Why: the page is shown to others, and a project that we did not make may not ignore them.
_SECRET = re.compile(
    r"(?i)\.env(?!\.(example|sample|template|dist)$)(\..+)?|\.(npmrc|pypirc|netrc|htpasswd|pgpass)|id_(rsa|dsa|ecdsa|ed25519)"
    r"|.*\.(pem|key|p12|pfx|jks|keystore|kdbx)|(credentials|secrets?)(\.(json|ya?ml|toml))?"
)
_DATABASE = re.compile(r"(?i).*\.(db|sqlite3?)(-(shm|wal|journal))?")
_ALIKE = 0.6
_NAMES = Both("Flask", "Express")


@dataclass
class _Budget:
    """What one side may still show."""

    texts: int = TEXTS
    until: float = 0.0


def joined(
    flask: Path | None, express: Path | None, rendered: Both[Mapping[str, str]]
) -> tuple[tuple[Joined, ...], tuple[str, ...]]:
    """All files of both projects, each beside its twin, and notes about what is left out.

    `rendered` holds the files as the templates make them, by path; it is empty for a project that they did not make.
    Git is not asked, and nothing is followed, run or waited for.
    """
    left, left_notes = _side(flask, rendered.flask, _NAMES.flask)
    right, right_notes = _side(express, rendered.express, _NAMES.express)
    couples = twins.joined(
        {path: source.text or "" for path, source in left.items()},
        {path: source.text or "" for path, source in right.items()},
    )
    return tuple(
        _beside(left.get(one or ""), right.get(other or "")) for one, other in couples
    ), left_notes + right_notes


def _side(root: Path | None, rendered: Mapping[str, str], name: str) -> tuple[dict[str, Source], tuple[str, ...]]:
    if root is None:
        return {}, ()
    found = folder.listed(str(root))
    entries = {entry.path: entry for entry in found.entries}
    order = [path for path, _ in twins.joined(dict.fromkeys(entries, ""), {}) if path]
    budget = _Budget(until=time.monotonic() + SYMBOL_SECONDS)
    sources: dict[str, Source] = {}
    broken: list[str] = []
    for path in order[:FILES]:
        sources[path] = _source(entries[path], budget, broken)
    deleted = [path for path in rendered if path not in entries and not os.path.lexists(root / path)]
    sources = _with_states(sources, rendered, deleted)
    return sources, tuple(_notes(found, len(order) - FILES, broken, budget, name))


def _source(entry: Entry, budget: _Budget, broken: list[str]) -> Source:
    text, why = _text(entry)
    if text is not None and "\ufffd" in text and entry.path not in broken:
        broken.append(entry.path)
    if text is not None and budget.texts < len(text):
        text, why = None, "more text than is shown"
    budget.texts -= len(text or "")
    found = outline.symbols(text, entry.path) if text and time.monotonic() < budget.until else ()
    return Source(entry.path, entry.size, text, why, outline=found)


def _text(entry: Entry) -> tuple[str | None, str]:
    """The text of a file with `\\n` at the ends of lines, or None and why it is not shown."""
    name = entry.path.rpartition("/")[2]
    if entry.kind != "file":
        return None, {"link": "a link", "pipe": "a named pipe", "socket": "a socket"}.get(entry.kind, "a device")
    for matches, why in (
        (name in _INSTALLERS, "written by the installer"),
        (_SECRET.fullmatch(name), "may hold secrets"),
        (_DATABASE.fullmatch(name), "a database"),
        (entry.size > TEXT, "more than 256 kB"),
    ):
        if matches:
            return None, why
    content = folder.read(entry.place, TEXT)
    if content is None:
        return None, "cannot be read"
    if len(content) > TEXT:
        return None, "more than 256 kB"
    return _decoded(content)


def _decoded(content: bytes) -> tuple[str | None, str]:
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text or text.count("\ufffd") > len(text) // 10:
        return None, "binary"
    if max(map(len, text.split("\n"))) > LINE:
        return None, "a line of more than 5,000 characters"
    return text, ""


def _with_states(sources: dict[str, Source], rendered: Mapping[str, str], deleted: Sequence[str]) -> dict[str, Source]:
    """What people did to each file that the templates made; with those that are gone, without those that moved."""
    if not rendered:
        return sources
    moved = _moved(
        {path: text.text for path, text in sources.items() if path not in rendered and text.text}, rendered, deleted
    )
    stated = {path: replace(source, state=_state(source, rendered, moved)) for path, source in sources.items()}
    for path in deleted:
        if path not in moved.values():
            stated[path] = Source(path, 0, None, "deleted since it was made", "gone")
    return stated


def _state(source: Source, rendered: Mapping[str, str], moved: Mapping[str, str]) -> State | None:
    if source.path in moved:
        return "moved"
    if source.path not in rendered or source.why == "cannot be read":
        return None
    return "same" if source.text == rendered[source.path].replace("\r\n", "\n") else "edited"


def _moved(new: Mapping[str, str], rendered: Mapping[str, str], deleted: Sequence[str]) -> dict[str, str]:
    """Files that the templates made elsewhere, and where: those that hold most of the lines of one that is gone."""
    moved: dict[str, str] = {}
    lines = {path: Counter(text.split("\n")) for path, text in new.items()}
    for path in deleted:
        wanted = Counter(rendered[path].replace("\r\n", "\n").split("\n"))
        alike = {
            other: 2 * (wanted & found).total() / (wanted.total() + found.total())
            for other, found in lines.items()
            if other not in moved and other.rpartition(".")[2] == path.rpartition(".")[2]
        }
        best = max(alike, key=lambda other: alike[other], default="")
        if best and alike[best] >= _ALIKE and rendered[path].strip():
            moved[best] = path
    return moved


def _notes(found: Listed, left_out: int, broken: Sequence[str], budget: _Budget, name: str) -> list[str]:
    told = [
        (left_out > 0, f"{left_out:,} more files of the {name} project are not shown: the first {FILES:,} are."),
        (not found.complete, f"The {name} project has more files than are looked at: not all are counted."),
        (found.unread, f"Could not be read in the {name} project: {_few(found.unread)}."),
        (found.renamed, f"Names in the {name} project that are not UTF-8: {_few(found.renamed)}."),
        (broken, f"Not UTF-8 in the {name} project, and shown with � where it is not: {_few(broken)}."),
        (found.unused_rules, f"{found.unused_rules:,} lines of `.gitignore` in the {name} project were not used."),
        (time.monotonic() > budget.until, f"Some files of the {name} project were not searched for what they define."),
    ]
    return [note for matters, note in told if matters]


def _few(paths: Sequence[str]) -> str:
    shown = ", ".join(f"`{path}`" for path in sorted(paths)[:5])
    return shown if len(paths) <= 5 else f"{shown} and {len(paths) - 5:,} more"


def _beside(flask: Source | None, express: Source | None) -> Joined:
    rows = outlines.pair(flask.outline, express.outline, (flask.path, express.path)) if flask and express else ()
    return Joined(Both(flask, express), rows)
