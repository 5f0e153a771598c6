"""Puts the commands together; reads no template unless a command needs one."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from scaffold import console

from . import (
    adopt,
    check,
    compare,
    concepts,
    demo,
    diff,
    docs,
    doctor,
    importing,
    measure,
    mistake,
    new,
    options,
    plain,
    recipes,
    resources,
    serve,
    set,
    start,
    status,
    templates,
    trust,
    twin,
    undo,
    update,
    workshop,
)
from .help import Command, Group

# A command as it is listed: its name, its heading, what runs it, and its examples.
Entry = tuple[str, str, Any, str]

EXAMPLES = (
    "scaffold new",
    "scaffold new shop --framework both --recipe shop",
    "scaffold docs",
)
NEW = """\
scaffold new
scaffold new shop --framework flask --database postgresql
scaffold new blog --framework both --recipe blog --with metrics,k8s
scaffold new . --framework express --resource "note title:string! body:text"
scaffold docs resources"""
CHANGE: tuple[Entry, ...] = (
    ("set", "Change", set.command, "scaffold set database=postgresql cors=on\nscaffold docs updating"),
    ("add", "Change", resources.add, 'scaffold add field post "subtitle:string{80}"\nscaffold docs resources'),
    ("remove", "Change", resources.remove, "scaffold remove field post subtitle\nscaffold docs resources"),
    ("rename", "Change", resources.rename, "scaffold rename resource post article\nscaffold docs resources"),
    (
        "change",
        "Change",
        resources.change,
        'scaffold change field product "price:decimal{0..}!"\nscaffold docs resources',
    ),
    ("undo", "Change", undo.command, "scaffold undo\nscaffold docs updating"),
)
COMPARE: tuple[Entry, ...] = (
    ("compare", "Compare", compare.command, "scaffold compare shop --live\nscaffold docs comparing"),
    ("demo", "Compare", demo.command, "scaffold demo\nscaffold demo blog\nscaffold docs cockpit"),
    ("serve", "Compare", serve.command, "scaffold serve shop\nscaffold docs cockpit"),
    ("mistake", "Compare", mistake.command, "scaffold mistake shop missing-await\nscaffold docs cockpit"),
    ("measure", "Compare", measure.command, "scaffold measure shop --quick\nscaffold docs measuring"),
    ("concepts", "Compare", concepts.command, "scaffold concepts errors.handler\nscaffold docs comparing"),
    ("check", "Compare", check.command, "scaffold check shop\nscaffold docs contract"),
)
TEACH: tuple[Entry, ...] = (
    ("workshop", "Teach", workshop.app, "scaffold workshop new shop-day\nscaffold docs workshop"),
)
KEEP: tuple[Entry, ...] = (
    ("update", "Keep", update.command, "scaffold update --check ~/services/*\nscaffold docs updating"),
    ("status", "Keep", status.command, "scaffold status\nscaffold docs updating"),
    ("diff", "Keep", diff.command, "scaffold diff --stat ~/services/*\nscaffold docs updating"),
    ("doctor", "Keep", doctor.command, "scaffold doctor\nscaffold docs command"),
    ("adopt", "Keep", adopt.command, "scaffold adopt\nscaffold docs own-templates"),
    ("trust", "Keep", trust.command, "scaffold trust https://git.example/templates\nscaffold docs own-templates"),
    ("templates", "Keep", templates.app, "scaffold templates list\nscaffold docs own-templates"),
    ("docs", "Keep", docs.command, "scaffold docs resources\nscaffold docs command"),
)


def build(words: Sequence[str]) -> Callable[..., Any]:
    """The program for these words. The flags of `new` come from the questions of the templates."""
    app = typer.Typer(
        cls=Group,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        epilog="\n".join(EXAMPLES),
    )
    app.callback()(_root)
    entries: Sequence[Entry] = (*_make(words), *CHANGE, *COMPARE, *TEACH, *KEEP)
    # Why only one: all of them cost a tenth of what a command with nothing to do may cost.
    entries = [one for one in entries if one[0] in words[:1]] or entries
    for name, heading, made, examples in entries:
        if isinstance(made, typer.Typer):
            app.add_typer(made, name=name, cls=Group, rich_help_panel=heading, epilog=examples)
        else:
            app.command(name, cls=Command, rich_help_panel=heading, epilog=examples)(made)
    program: Any = typer.main.get_command(app)
    # Why: Typer lists groups of commands after all others.
    program.commands = {name: program.commands[name] for name, *_ in entries}
    return plain.quicken(program)  # type: ignore[no-any-return]


def _make(words: Sequence[str]) -> tuple[Entry, ...]:
    return (
        ("new", "Make", new.command(_questions(words)), NEW),
        ("start", "Make", start.command, "scaffold start\nscaffold start shop/flask\nscaffold docs command"),
        ("twin", "Make", twin.command, "scaffold twin ../shop-express\nscaffold docs updating"),
        ("import", "Make", importing.command, "scaffold import schema.sql > answers.yml\nscaffold docs resources"),
        ("recipes", "Make", recipes.command, "scaffold recipes\nscaffold docs resources"),
        ("options", "Make", options.command, "scaffold options\nscaffold docs command"),
    )


def _show_version(wanted: bool) -> None:
    if wanted:
        from scaffold.actions import versions  # noqa: PLC0415

        console.write(f"scaffold {versions.program()}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Matching Flask and Express starter projects."""


def _questions(words: Sequence[str]) -> new.Questions:
    completed = os.environ.get("COMP_WORDS", "") + os.environ.get("_TYPER_COMPLETE_ARGS", "")
    if "new" not in [*words, *completed.split()]:
        return ()
    from scaffold.actions import gather  # noqa: PLC0415

    return gather.questions_of(new.catalogue_of(_template(words)))


def _template(words: Sequence[str]) -> str | None:
    """The templates that `new` is told to use: they decide which flags it has."""
    for number, word in enumerate(words):
        if word.startswith("--template="):
            return word.partition("=")[2]
        if word == "--template":
            return next(iter(words[number + 1 :]), None)
    return None
