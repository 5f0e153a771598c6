"""`scaffold compare`: two projects side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scaffold import console
from scaffold.core.result import Result

from . import complete
from .common import Debug, Json, show

if TYPE_CHECKING:
    from scaffold.core.comparison import Comparison


def command(
    projects: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PROJECT", help="A pair, one project, or two.", show_default=False),
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The page to write.")] = Path("compare.html"),
    browser: Annotated[
        bool | None,
        typer.Option("--open/--no-open", help="Open it in the browser.  [default: on a terminal]", show_default=False),
    ] = None,
    live: Annotated[bool, typer.Option("--live", help="Start both, and show what they answer.")] = False,
    concept: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Show one concept here, and write no page.", autocompletion=complete.concepts
        ),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List its concepts here, and write no page.")] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show two projects side by side: a page, concept by concept."""
    from scaffold.actions.compare import compare, document, page  # noqa: PLC0415

    writes = not (as_json or listed or concept is not None)
    if writes:
        page.refuse_foreign(out)
    with console.progress(quiet=as_json) as tell:
        comparison = compare.compare(tuple(projects or ()), concept, live=live, tell=tell)
        result = page.write(comparison, out) if writes else Result("compare", data=document.document(comparison))
    if not writes and not as_json:
        _draw(comparison, concept)
    if writes and (console.is_watched() if browser is None else browser):
        _open(out)
    show(result, as_json=as_json)


def _draw(comparison: Comparison, concept: str | None) -> None:
    from scaffold.actions.compare import compare  # noqa: PLC0415
    from scaffold.pages import terminal  # noqa: PLC0415

    width, colour = console.width(), console.coloured()
    if concept == compare.ALONE:
        drawn = terminal.frameworks(comparison, width, colour)
    elif concept:
        drawn = terminal.table(comparison, concept, width, colour)
    else:
        drawn = terminal.overview(comparison, width, colour)
    console.write(drawn.rstrip("\n"))


def _open(out: Path) -> None:
    import webbrowser  # noqa: PLC0415

    if not webbrowser.open(out.resolve().as_uri()):
        console.say(f"No browser was found: open {out} in one")
