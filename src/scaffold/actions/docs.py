"""The pages of the documentation: of the checkout, or those that an installed program brings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from scaffold.core.names import listed as joined
from scaffold.core.names import shown
from scaffold.core.problem import Problem, nearest
from scaffold.core.result import Result, Section
from scaffold.outside import templates


def pages() -> Mapping[str, Path]:
    """The pages by name, in the order of the alphabet."""
    working = templates.checkout()
    folder = working.parent / "docs" if working else templates.DATA / "docs"
    return {file.stem: file for file in sorted(folder.glob("*.md"))}


def listed() -> Result:
    """Each page and what its heading says."""
    found = pages()
    wide = max(map(len, found), default=0)
    lines = tuple(f"{name:<{wide}}  {_heading(file)}" for name, file in found.items())
    return Result(command="docs", listing=(Section("", lines),))


def text(name: str) -> str:
    """A page as it is written, in Markdown. Raises Problem with the nearest name when there is none."""
    found = pages()
    if name not in found:
        raise Problem(
            code="unknown-page",
            what=f"there is no page `{shown(name)}`",
            why=f"the pages are {joined([f'`{one}`' for one in found])}",
            fix=nearest(name, list(found)) or "choose one of them: `scaffold docs` lists them",
        )
    return found[name].read_text("utf-8")


def _heading(file: Path) -> str:
    with file.open(encoding="utf-8") as lines:
        return lines.readline().strip("# \n")
