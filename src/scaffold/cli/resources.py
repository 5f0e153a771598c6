"""`scaffold add`, `remove`, `rename` and `change`: resources, their fields, and rules of several fields."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from scaffold import console

from . import complete
from .common import Both, Check, Debug, Diff, Folder, Json, how, show, twin_too
from .help import Command

if TYPE_CHECKING:
    from scaffold.actions.resources import Edit

Name = Annotated[
    str, typer.Argument(metavar="RESOURCE", help="A resource, such as post.", autocompletion=complete.resources)
]

RULE = 'Such as "unique(user,post)" or "index(status,published_at)".'

add = typer.Typer(help="Add a resource, a field or a rule.", no_args_is_help=True)
remove = typer.Typer(help="Remove a resource, a field or a rule.", no_args_is_help=True)
rename = typer.Typer(help="Rename a resource, or a field of one. The data stays.", no_args_is_help=True)
change = typer.Typer(help="Give a field other rules. Its type stays.", no_args_is_help=True)


@add.command(
    "resource",
    cls=Command,
    epilog='scaffold add resource "comment body:text! post:references"\nscaffold docs resources',
)
def add_resource(
    lines: Annotated[list[str], typer.Argument(metavar="LINE", help='Such as "comment body:text! post:references".')],
    folder: Folder = None,
    both: Both = None,
    check: Check = False,
    diff: Diff = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Add resources: a table, routes, tests and documentation of each."""
    from scaffold.actions import resources  # noqa: PLC0415

    _run(["add", "resource", *lines], resources.add(lines), folder, both, check, diff, as_json)


@add.command("field", cls=Command, epilog='scaffold add field post "subtitle:string{80}"\nscaffold docs resources')
def add_field(
    name: Name,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD", help='Such as "subtitle:string{80}".')],
    folder: Folder = None,
    both: Both = None,
    check: Check = False,
    diff: Diff = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Add fields to a resource."""
    from scaffold.actions import resources  # noqa: PLC0415

    _run(["add", "field", name, *fields], resources.add_fields(name, fields), folder, both, check, diff, as_json)


@add.command("rule", cls=Command, epilog='scaffold add rule vote "unique(user,post)"\nscaffold docs resources')
def add_rule(
    name: Name,
    rules: Annotated[list[str], typer.Argument(metavar="RULE", help=RULE, autocompletion=complete.new_rules)],
    folder: Folder = None,
    both: Both = None,
    check: Check = False,
    diff: Diff = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Add a rule of several fields: they are unique together, or have an index."""
    from scaffold.actions import resources  # noqa: PLC0415

    _run(["add", "rule", name, *rules], resources.add_rules(name, rules), folder, both, check, diff, as_json)


@remove.command("resource", cls=Command, epilog="scaffold remove resource comment\nscaffold docs resources")
def remove_resource(
    name: Name,
    folder: Folder = None,
    both: Both = None,
    check: Check = False,
    diff: Diff = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Remove a resource. Files that you changed stay."""
    from scaffold.actions import resources  # noqa: PLC0415

    _run(["remove", "resource", name], resources.remove(name), folder, both, check, diff, as_json)


@remove.command("field", cls=Command, epilog="scaffold remove field post subtitle\nscaffold docs resources")
def remove_field(
    name: Name,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="A field of it.", autocompletion=complete.fields)],
    folder: Folder = None,
    both: Both = None,
    check: Check = False,
    diff: Diff = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Remove a field of a resource."""
    from scaffold.actions import resources  # noqa: PLC0415

    _run(["remove", "field", name, field], resources.remove_field(name, field), folder, both, check, diff, as_json)


@remove.command("rule", cls=Command, epilog='scaffold remove rule vote "unique(user,post)"\nscaffold docs resources')
def remove_rule(
    name: Name,
    rules: Annotated[list[str], typer.Argument(metavar="RULE", help=RULE, autocompletion=complete.rules)],
    folder: Folder = None,
    both: Both = None,
    check: Check = False,
    diff: Diff = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Remove a rule of several fields."""
    from scaffold.actions import resources  # noqa: PLC0415

    _run(["remove", "rule", name, *rules], resources.remove_rules(name, rules), folder, both, check, diff, as_json)


@rename.command("resource", cls=Command, epilog="scaffold rename resource post article\nscaffold docs resources")
def rename_resource(
    old: Name,
    new: Annotated[str, typer.Argument(metavar="NAME", help='Its new name, such as article or "person(people)".')],
    folder: Folder = None,
    both: Both = None,
    check: Check = False,
    diff: Diff = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Rename a resource; your changes in its files move along."""
    from scaffold.actions import resources  # noqa: PLC0415

    _run(["rename", "resource", old, new], resources.rename(old, new), folder, both, check, diff, as_json)


@rename.command("field", cls=Command, epilog="scaffold rename field post title headline\nscaffold docs resources")
def rename_field(
    name: Name,
    old: Annotated[str, typer.Argument(metavar="FIELD", help="A field of it.", autocompletion=complete.fields)],
    new: Annotated[str, typer.Argument(metavar="NAME", help="Its new name.")],
    folder: Folder = None,
    both: Both = None,
    check: Check = False,
    diff: Diff = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Rename a field of a resource."""
    from scaffold.actions import resources  # noqa: PLC0415

    _run(
        ["rename", "field", name, old, new], resources.rename_field(name, old, new), folder, both, check, diff, as_json
    )


@change.command(
    "field", cls=Command, epilog='scaffold change field product "price:decimal{0..}!"\nscaffold docs resources'
)
def change_field(
    name: Name,
    fields: Annotated[
        list[str],
        typer.Argument(metavar="FIELD", help='Such as "price:decimal{0..}!".', autocompletion=complete.fields),
    ],
    folder: Folder = None,
    both: Both = None,
    check: Check = False,
    diff: Diff = False,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Give fields other rules: all that they have afterwards."""
    from scaffold.actions import resources  # noqa: PLC0415

    _run(["change", "field", name, *fields], resources.change_fields(name, fields), folder, both, check, diff, as_json)


def _run(
    command: Sequence[str], edit: Edit, folder: Path | None, both: bool | None, check: bool, diff: bool, as_json: bool
) -> NoReturn:
    from scaffold.actions import resources  # noqa: PLC0415

    both = twin_too(folder, both, as_json=as_json)
    with console.progress(quiet=as_json) as tell:
        tell("Working out what changes")
        result = resources.run(folder, both, edit, how(*command, check=check, diff=diff, as_json=as_json))
    show(result, as_json=as_json)
