"""Where concepts live in a project: it is rendered once more with the markers kept, and they are taken out again."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scaffold.core.answers import FRAMEWORK
from scaffold.core.comparison import Piece
from scaffold.core.concepts import MARKER
from scaffold.core.problem import BUG, Problem

from . import engine, templates, trees
from .trees import SUFFIX, VERSION_FILE, File, Tree

# Why this letter: it is for private use, so nobody types it, and no template or installer gives it a meaning.
SIGN = "\ue0c0"
SIGNED = re.compile(rf"[ \t]*{SIGN}(.*){SIGN}[ \t]*")
YIELD = re.compile(r"\[%\s*yield (\w+) from ")

Regions = Mapping[str, Mapping[str, tuple[Piece, ...]]]


@dataclass(frozen=True)
class Marked:
    """A project as it is rendered, and where each concept is in it.

    `regions` has the pieces of a concept by resource: `""` where the templates have one for the whole project.
    """

    files: Mapping[str, str]
    regions: Regions


def regions(tree: Tree, answers: Mapping[str, Any], framework: str, source: str = templates.SOURCE) -> Marked:
    """Renders a flattened tree with its markers, and takes them out. Raises Problem as `engine.render` does.

    What is no UTF-8 is not among the files.
    """
    version = tree[VERSION_FILE].content.decode()
    with (
        tempfile.TemporaryDirectory(prefix="scaffold-") as temporary,
        # Why apart: a version that somebody looks for must never be found with signs in it.
        templates.unpacked(signed(tree), "marked") as folder,
    ):
        project = Path(temporary, "project")
        engine.render(folder, project, {**answers, FRAMEWORK: framework}, (source, version))
        rendered = trees.read(project)
    read = _Read()
    for path, file in rendered.items():
        read.file(path, file.content)
    return Marked(read.files, _whole(read.regions, tree, framework))


def signed(tree: Tree) -> Tree:
    """The tree with a line that is rendered in the place of each marker, and one that names the resource of a file."""
    return {path: _signed(path, file) if path.endswith(SUFFIX) else file for path, file in tree.items()}


def _signed(path: str, file: File) -> File:
    text = MARKER.sub(rf"{SIGN}\1{SIGN}", file.content.decode())
    if repeated := YIELD.search(path):
        name = repeated[1]
        text = f"{SIGN}of [[ {name}.name | default({name}) ]]{SIGN}\n{text}"
    return File(text.encode(), file.executable)


class _Read:
    """Reads rendered files, one after the other."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}
        self.regions: dict[str, dict[str, tuple[Piece, ...]]] = {}

    def file(self, path: str, content: bytes) -> None:
        try:
            text = content.decode()
        except UnicodeDecodeError:
            return
        self.files[path] = self._without_signs(path, text) if SIGN in text else text

    def _without_signs(self, path: str, text: str) -> str:
        kept: list[str] = []
        resource, name, start, number = "", "", 0, 0
        marks: dict[int, int] = {}
        # Why not splitlines: a form feed ends no line here.
        for line in text.split("\n"):
            sign = SIGNED.fullmatch(line)
            word, _, rest = sign[1].partition(" ") if sign else ("", "", "")
            if not sign:
                kept.append(line)
                if number and line.strip():
                    marks[len(kept)], number = number, 0
            elif word == "of":
                resource = rest
            elif word == "concept" and not name:
                name, start, number, marks = rest, len(kept), 0, {}
            elif word == "/concept" and name:
                self._add(name, resource, Piece(path, start + 1, tuple(kept[start:]), marks))
                name = ""
            elif word.startswith("(") and name and not number:
                number = int(word[1:-1])
            else:
                raise _misplaced(path, sign[1], name)
        if name:
            raise _misplaced(path, "the end", name)
        return "\n".join(kept)

    def _add(self, name: str, resource: str, piece: Piece) -> None:
        filled = [number for number, line in enumerate(piece.lines) if line.strip()]
        if filled:
            lines = piece.lines[filled[0] : filled[-1] + 1]
            found = self.regions.setdefault(name, {})
            found[resource] = (*found.get(resource, ()), Piece(piece.file, piece.start + filled[0], lines, piece.marks))


def _whole(regions: Regions, tree: Tree, framework: str) -> Regions:
    """Without the concepts of which only a part is there, because no resource has the other."""
    repeated = {
        name
        for path, file in tree.items()
        if path.startswith(f"{framework}/") and YIELD.search(path)
        for name in MARKER.findall(file.content.decode("latin-1"))
    }
    return {name: found for name, found in regions.items() if f"concept {name}" not in repeated or set(found) - {""}}


def _misplaced(path: str, found: str, inside: str) -> Problem:
    return Problem(
        code="template-broken",
        what=f"the template of `{path}` has `{found}` where it cannot be",
        why=f"it is inside of the concept `{inside}`" if inside else "it is inside of no concept",
        fix="end a concept with `[# /concept #]` before another begins, and mark a line with one number",
        exit=BUG,
    )
