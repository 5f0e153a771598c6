"""Renders every example again: `uv run python examples/refresh.py`.

An example is a folder with `answers.yml`; beside it stand `flask/` and `express/`. The version in them is fixed, so that a
template change shows only what it changes. `compare.json` has what `scaffold compare` finds in the pair: where each concept is,
which files are twins, which packages do the same, what is said of claims.
"""

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from scaffold.actions import catalogue, gather, new
from scaffold.actions.compare.compare import compare
from scaffold.core.comparison import Both, Package, Region, Source

HERE = Path(__file__).parent
VERSION = "0.0.0"


def render(example: Path, into: Path) -> None:
    """Render both projects of `example` (a folder with `answers.yml`) into the folder `into`."""
    _render(catalogue.newest(VERSION), example, into)


def _render(templates: catalogue.Catalogue, example: Path, into: Path) -> None:
    given = gather.Given(
        directory=str(into / example.name),
        flags={"framework": gather.BOTH},
        file=example / "answers.yml",
    )
    order = gather.order(templates, given, gather.gather(templates, given))
    new.render(templates, order, into)


def compared(example: Path) -> str:
    """What `scaffold compare` finds in both projects of `example`, as JSON: places, and no texts."""
    with tempfile.TemporaryDirectory() as folder:
        _render(catalogue.newest(), example, Path(folder))
        found = compare([Path(folder)], None, live=False)
    told = {
        "concepts": {one.name: _both(one.sides, _region) for one in found.concepts},
        "twins": [_both(one.files, _path) for one in found.files],
        "needs": {one.what: _both(one.packages, _names) for one in found.needs},
        "claims": {one.name: one.verdict or one.how for one in found.claims},
        "notes": list(found.notes),
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _both(sides: Both[Any], told: Any) -> Mapping[str, Any]:
    return {"flask": told(sides.flask), "express": told(sides.express)}


def _region(region: Region | None) -> str:
    if not region:
        return ""
    places = (
        f"{piece.file}:{piece.start}-{piece.start + len(piece.lines) - 1}"
        + "".join(f" ({number}) {line}" for line, number in sorted(piece.marks.items()))
        for piece in region.pieces
    )
    return ", ".join([region.state, *places])


def _path(source: Source | None) -> str:
    return source.path if source else ""


def _names(packages: tuple[Package, ...]) -> str:
    return " ".join(package.name for package in packages)


def main() -> None:
    for answers in sorted(HERE.glob("*/answers.yml")):
        example = answers.parent
        for old in ("flask", "express"):
            shutil.rmtree(example / old, ignore_errors=True)
        render(example, example)
        (example / "compare.json").write_text(compared(example), "utf-8")
        print(f"Rendered {example.name}")


if __name__ == "__main__":
    main()
