"""Puts the commands together; reads no template unless a command needs one."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from scaffold import __version__, console
from scaffold.core.problem import interrupted

from . import (
    adopt,
    check,
    compare,
    concepts,
    doctor,
    new,
    options,
    plain,
    recipes,
    resources,
    set,
    status,
    templates,
    trust,
    twin,
    undo,
    update,
)


def build(words: Sequence[str]) -> Callable[..., Any]:
    """The program for these words. The flags of `new` come from the questions of the templates."""
    app = typer.Typer(
        cls=_Commands,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    app.command("new")(new.command(_questions(words)))
    app.command("update")(update.command)
    app.command("set", no_args_is_help=True)(set.command)
    app.add_typer(resources.add, name="add")
    app.add_typer(resources.remove, name="remove")
    app.add_typer(resources.rename, name="rename")
    app.command("twin", no_args_is_help=True)(twin.command)
    app.command("check")(check.command)
    app.command("compare")(compare.command)
    app.command("concepts")(concepts.command)
    app.command("undo")(undo.command)
    app.command("status")(status.command)
    app.command("doctor")(doctor.command)
    app.command("adopt")(adopt.command)
    app.command("trust")(trust.command)
    app.add_typer(templates.app, name="templates")
    app.command("recipes")(recipes.command)
    app.command("options")(options.command)
    return plain.quicken(typer.main.get_command(app))  # type: ignore[no-any-return]


class _Commands(TyperGroup):
    """All commands. Why: Typer would end one that is stopped with the right number and without a word."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise interrupted() from None


def _show_version(wanted: bool) -> None:
    if wanted:
        console.write(f"scaffold {__version__}")
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
