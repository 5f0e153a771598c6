"""`scaffold mistake`: what breaks when somebody forgets a line, planted on one side and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scaffold.core.concepts import FRAMEWORKS
from scaffold.core.problem import Problem

from . import complete
from .common import Debug, Json, show

if TYPE_CHECKING:
    from collections.abc import Sequence


def command(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PAIR_OR_NAME",
            help="A pair, or both projects; and the mistake.  [default: here or above, a list]",
            autocompletion=complete.mistakes,
            show_default=False,
        ),
    ] = None,
    side: Annotated[str | None, typer.Option(metavar="SIDE", help="`flask` or `express`: where it is planted.")] = None,
    back: Annotated[bool, typer.Option("--back", help="Take back what is planted, and say why it broke.")] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Plant a mistake that people make on one side, to predict what breaks."""
    from scaffold.actions import mistakes  # noqa: PLC0415

    if side not in (None, *FRAMEWORKS):
        raise Problem(
            "unknown-side", f"there is no side `{side}`", "a pair has two", "`--side flask` or `--side express`"
        )
    folders, name = _read(words or [])
    several = mistakes.sides(folders)
    if back:
        found = mistakes.back(several, side)
    elif name is None:
        found = mistakes.listed(several)
    else:
        found = mistakes.plant(several, name, side)
    show(found, as_json=as_json)


def _read(words: Sequence[str]) -> tuple[tuple[Path, ...], str | None]:
    """The folders, and the name after them: the last word, unless it is a folder."""
    if words and not Path(words[-1]).is_dir():
        return tuple(map(Path, words[:-1])), words[-1]
    return tuple(map(Path, words)), None
