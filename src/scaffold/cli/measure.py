"""`scaffold measure`: what articles claim, measured on a pair."""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scaffold import console
from scaffold.core.result import Result, Section

from . import complete
from .common import Debug, Json, show

if TYPE_CHECKING:
    from scaffold.outside.known import Claimed


def command(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PAIR] [CLAIM]...",
            help="A pair, or both projects, and what to measure.  [default: here or above, all]",
            show_default=False,
            autocompletion=complete.claims,
        ),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Take two to three minutes.")] = False,
    anyway: Annotated[bool, typer.Option("--anyway", help="Measure on a busy machine, and say so.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="List the claims, and measure nothing.")] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Measure what articles claim, on a pair and on this machine."""
    from scaffold.actions.measure import measure  # noqa: PLC0415
    from scaffold.core import measured  # noqa: PLC0415
    from scaffold.pages import terminal  # noqa: PLC0415

    if listed:
        show(_listed(measure.claims()), as_json=as_json)
    folders = [Path(word) for word in words or () if _is_place(word)]
    asked = measure.ask(folders, [word for word in words or () if not _is_place(word)])
    told = _predictions(asked.claims) if console.can_ask() and not as_json else {}
    flags = [flag for flag, on in (("--quick", quick), ("--anyway", anyway)) if on]
    typed = shlex.join(["scaffold", "measure", *(words or ()), *flags])
    with console.progress(quiet=as_json) as tell:
        found = measure.measure(asked, quick=quick, anyway=anyway, command=typed, tell=tell)
    if as_json:
        show(Result("measure", data=measured.document(found)), as_json=True)
    console.write(terminal.measured(asked.claims, found, told, console.width(), console.coloured()).rstrip("\n"))
    show(Result("measure", headline=f"Kept in {asked.file.name}; `scaffold compare` shows it, too"), as_json=False)


def _is_place(word: str) -> bool:
    """Whether a word is a folder, and no claim: one that is there, or is written as a path."""
    return Path(word).exists() or "/" in word or word in (".", "..")


def _listed(claims: Sequence[Claimed]) -> Result:
    width = max(len(one.name) for one in claims)
    lines = tuple(line for one in claims for line in _line(one, width))
    return Result(
        "measure",
        listing=(Section("", lines),),
        data={"claims": [{"name": one.name, "claim": one.claim, "measures": one.measure} for one in claims]},
    )


def _line(one: Claimed, width: int) -> Sequence[str]:
    """A claim as it is listed; a long one goes on below."""
    return textwrap.wrap(one.claim, 78, initial_indent=f"{one.name:<{width}}  ", subsequent_indent=" " * (width + 2))


def _predictions(claims: Sequence[Claimed]) -> dict[str, str]:
    """What somebody says before: a side or `same`, by claim. What is passed over is not among them."""
    from . import prompts  # noqa: PLC0415

    found: dict[str, str] = {}
    asked = [one for one in claims if one.ask]
    at = 0
    while at < len(asked):
        one = asked[at]
        page = prompts.Page(one.ask, f"{at + 1} of {len(asked)}", back=at > 0)
        rows = [
            prompts.Row("flask", "Flask"),
            prompts.Row("express", "Express"),
            prompts.Row("same", "about the same"),
            prompts.Row("", "no idea"),
        ]
        try:
            said = prompts.choose(page, rows)
        except prompts.Back:
            at = max(at - 1, 0)
            continue
        found[one.name] = said
        at += 1
    return {name: said for name, said in found.items() if said}
