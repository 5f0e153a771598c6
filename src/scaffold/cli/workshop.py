"""`scaffold workshop`: a day in steps, from the smallest project on; for those who teach it, and for those who come."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scaffold import console
from scaffold.core.concepts import FRAMEWORKS
from scaffold.core.problem import Problem, interrupted

from . import complete
from .common import Debug, Json, show
from .help import Command

TEACH, ATTEND, HELP = "For those who teach", "On the way", "When it does not work"
app = typer.Typer(
    help="Walk through both frameworks in steps, each with an exercise; or make such a day.", no_args_is_help=True
)


@app.command(
    "new",
    cls=Command,
    rich_help_panel=TEACH,
    epilog="scaffold workshop new shop-day\nscaffold workshop new day --steps own.yml\nscaffold docs workshop",
)
def new(
    directory: Annotated[Path, typer.Argument(metavar="DIRECTORY", help="The folder to create.")],
    steps: Annotated[
        str,
        typer.Option(metavar="NAME|FILE", help="A day that is ready, or a plan.", autocompletion=complete.workshops),
    ] = "two-hours",
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Make the repository of a workshop, a commit for each step."""
    from scaffold.actions import catalogue  # noqa: PLC0415
    from scaffold.actions.workshop import new as making  # noqa: PLC0415

    try:
        with console.progress(quiet=as_json) as tell:
            made = making.new(catalogue.newest(), directory, steps, tell)
    except KeyboardInterrupt:
        raise interrupted("created") from None
    show(made, as_json=as_json)


@app.command(
    cls=Command,
    rich_help_panel=TEACH,
    epilog="scaffold workshop rehearse --step 3 --in ~/tried\nscaffold docs workshop",
)
def rehearse(
    step: Annotated[list[int] | None, typer.Option(metavar="STEP", help="Only this step; may be repeated.")] = None,
    place: Annotated[
        Path | None,
        typer.Option("--in", metavar="FOLDER", help="Where it is tried, and stays.  [default: a temporary folder]"),
    ] = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Carry out every step; exit 1 if the day cannot be held."""
    from scaffold.actions.workshop import rehearse as rehearsing  # noqa: PLC0415

    with console.moving() as tell:
        found = rehearsing.rehearse(step or (), place, (lambda _: None) if as_json else tell)
    show(found, as_json=as_json)


@app.command(
    cls=Command, rich_help_panel=TEACH, epilog="scaffold workshop laptops 7K2M9Q 0ABCDE\nscaffold docs workshop"
)
def laptops(
    codes: Annotated[list[str], typer.Argument(metavar="CODE...", help="What `scaffold doctor --workshop` ends in.")],
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Read the codes that people sent back: who is ready, and what the others lack."""
    from scaffold.actions.workshop import laptop  # noqa: PLC0415

    show(laptop.told(codes), as_json=as_json)


@app.command(cls=Command, rich_help_panel=TEACH, epilog="scaffold workshop sheet > sheet.md\nscaffold docs workshop")
def sheet(debug: Debug = False) -> None:
    """Show what an instructor needs: times, ids, questions."""
    from scaffold.actions.workshop import sheet as sheets  # noqa: PLC0415

    console.page(sheets.sheet())


@app.command(cls=Command, rich_help_panel=ATTEND, epilog="scaffold workshop start --side flask\nscaffold docs workshop")
def start(
    side: Annotated[
        str | None, typer.Option(metavar="SIDE", help="`flask`, `express` or `both`: what you follow.")
    ] = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Begin with the first step, on one side or on both."""
    from scaffold.actions.workshop import walk  # noqa: PLC0415

    if side not in (None, "both", *FRAMEWORKS):
        raise Problem(
            "unknown-side",
            f"there is no side `{side}`",
            "a workshop has two",
            "`--side flask`, `--side express` or `--side both`",
        )
    show(walk.start(FRAMEWORKS if side == "both" else [side] if side else ()), as_json=as_json)


@app.command(cls=Command, rich_help_panel=ATTEND, epilog="scaffold workshop where --all\nscaffold docs workshop")
def where(
    everything: Annotated[bool, typer.Option("--all", help="List all steps.")] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show the step: what it turned on, its exercise, what to predict."""
    from scaffold.actions.workshop import walk  # noqa: PLC0415

    show(walk.where(everything=everything), as_json=as_json)


@app.command(cls=Command, rich_help_panel=ATTEND, epilog="scaffold workshop check\nscaffold docs workshop")
def check(as_json: Json = False, debug: Debug = False) -> None:
    """Run the tests of the step; exit 1 while something fails."""
    from scaffold.actions.workshop import check as checking  # noqa: PLC0415

    with console.moving() as tell:
        found = checking.check((lambda _: None) if as_json else tell)
    show(found, as_json=as_json)


@app.command("next", cls=Command, rich_help_panel=ATTEND, epilog="scaffold workshop next\nscaffold docs workshop")
def next_(as_json: Json = False, debug: Debug = False) -> None:
    """Go to the next step; what you have is kept."""
    from scaffold.actions.workshop import walk  # noqa: PLC0415

    show(walk.next_(), as_json=as_json)


@app.command(cls=Command, rich_help_panel=HELP, epilog="scaffold workshop hint\nscaffold docs workshop")
def hint(as_json: Json = False, debug: Debug = False) -> None:
    """Show a hint, and then the next."""
    from scaffold.actions.workshop import aid  # noqa: PLC0415

    show(aid.hint(), as_json=as_json)


@app.command(cls=Command, rich_help_panel=HELP, epilog="scaffold workshop diff --mine\nscaffold docs workshop")
def diff(
    mine: Annotated[bool, typer.Option("--mine", help="What you changed since the step began.")] = False,
    stat: Annotated[bool, typer.Option("--stat", help="Only the files, and how many lines.")] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show what the step brought, line by line, or what you changed."""
    from scaffold.actions.workshop import aid  # noqa: PLC0415

    show(aid.difference(mine=mine, stat=stat, colour=console.coloured() and not as_json), as_json=as_json)


@app.command(cls=Command, rich_help_panel=HELP, epilog="scaffold workshop solution --peek\nscaffold docs workshop")
def solution(
    peek: Annotated[bool, typer.Option("--peek", help="Show it, and change nothing.")] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Put the solution here; what you have is kept."""
    from scaffold.actions.workshop import aid  # noqa: PLC0415

    show(aid.solution(peek=peek, colour=console.coloured() and not as_json), as_json=as_json)


@app.command(
    cls=Command, rich_help_panel=HELP, epilog="scaffold workshop reset flask/app/home.py\nscaffold docs workshop"
)
def reset(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to be as it was.")],
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Make one file as it was when the step began; what it was is kept."""
    from scaffold.actions.workshop import aid  # noqa: PLC0415

    show(aid.reset(file), as_json=as_json)


@app.command(
    "catch-up", cls=Command, rich_help_panel=HELP, epilog="scaffold workshop catch-up 4\nscaffold docs workshop"
)
def catch_up(
    step: Annotated[str, typer.Argument(metavar="STEP", help="The number of the step, or its name.")],
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Go straight to a step, whatever is here; what you have is kept."""
    from scaffold.actions.workshop import walk  # noqa: PLC0415

    show(walk.catch_up(step), as_json=as_json)


@app.command(cls=Command, rich_help_panel=HELP, epilog="scaffold workshop saved --back\nscaffold docs workshop")
def saved(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Which one.  [default: the newest]", show_default=False)
    ] = None,
    back: Annotated[bool, typer.Option("--back", help="Bring it back; what you have now is kept.")] = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """List what was kept, or bring it back."""
    from scaffold.actions.workshop import aid  # noqa: PLC0415

    show(aid.saved(name, back=back), as_json=as_json)
