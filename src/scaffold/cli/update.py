"""`scaffold update`: newer templates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from scaffold import console
from scaffold.core.problem import Problem

from .common import Both, Check, Debug, Diff, Json, how, show, twin_too


def command(
    projects: Annotated[list[Path] | None, typer.Argument(metavar="PROJECT", show_default=False)] = None,
    to: Annotated[
        str | None, typer.Option(metavar="VERSION", help="A version of the templates.  [default: the newest]")
    ] = None,
    branch: Annotated[
        str | None, typer.Option(metavar="NAME", help="Make the change on a new branch of git, switched to before.")
    ] = None,
    pr: Annotated[
        bool,
        typer.Option(
            "--pr", help="Commit it on a branch, scaffold-update or --branch, and print what a reviewer reads."
        ),
    ] = False,
    repair: Annotated[
        bool,
        typer.Option("--repair", help="After a merge of git: settle it, or make code and answers agree."),
    ] = False,
    both: Both = None,
    check: Check = False,
    diff: Diff = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Merge newer templates into projects. What you made of them stays."""
    from scaffold.actions import update  # noqa: PLC0415

    if repair and (to or pr):
        raise Problem(
            code="update-ways",
            what="`--repair` goes with neither `--to` nor `--pr`",
            why="it keeps the templates that the project has, and is for what is on disk",
            fix="run one after the other. Nothing was changed.",
        )
    if len(projects or ()) < 2:
        both = twin_too(projects[0] if projects else None, both, as_json=as_json)
    with console.progress(quiet=as_json) as tell:
        tell("Working out what changes")
        words = [
            *(["--to", to] if to else []),
            *(["--branch", branch] if branch else []),
            *["--pr"] * pr,
            *["--repair"] * repair,
        ]
        wanted = replace(how("update", *words, check=check, diff=diff, as_json=as_json), branch=branch)
        result = update.update(tuple(projects or ()), to, both, wanted, way="repair" if repair else "request" * pr)
    show(result, as_json=as_json)
