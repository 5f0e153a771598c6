"""`scaffold new`: its flags come from the questions of the templates."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from scaffold import console
from scaffold.core.problem import interrupted

from . import complete

if TYPE_CHECKING:
    from scaffold.actions.catalogue import Catalogue
    from scaffold.actions.gather import Order
    from scaffold.core.questions import Question

Questions = Sequence["Question"]

HELP = "Create a project: a Flask one, an Express one, or both."


def command(questions: Questions) -> Callable[..., None]:
    """The command with one flag for each question that has named choices."""
    flags = {question.key: question for question in questions if question.flag}

    def new(**values: Any) -> None:
        try:
            _new({key: values.pop(key) for key in flags}, **values)
        except KeyboardInterrupt:
            # Why here: Typer would end with the right number and without a word.
            raise interrupted("created") from None

    parameters = [_directory(), *map(_choice, flags.values()), *_fixed(questions)]
    new.__doc__ = HELP
    # Why by hand: Typer reads the flags of a command off the parameters of its function.
    vars(new)["__signature__"] = inspect.Signature(parameters)
    new.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return new


def _parameter(name: str, kind: Any, default: Any, info: Any) -> inspect.Parameter:
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[kind, info],
    )


def _directory() -> inspect.Parameter:
    info = typer.Argument(metavar="DIRECTORY", help="The folder to create.", show_default=False)
    return _parameter("directory", Optional[str], None, info)


def _choice(question: Question) -> inspect.Parameter:
    values = [str(value) for value in question.values]
    info = typer.Option(
        question.flag,
        metavar="|".join(values),
        help=f"{question.help}.",
        autocompletion=complete.several(values),
        show_default=False,
    )
    return _parameter(question.key, Optional[str], None, info)


def _fixed(questions: Questions) -> list[inspect.Parameter]:
    features = [str(value) for one in questions if one.multiple for value in one.values]
    several, text = Optional[list[str]], Optional[str]
    offered: dict[str, Any] = {"metavar": "FEATURE,...", "autocompletion": complete.several(features)}
    return [
        _parameter(
            "resources",
            several,
            None,
            typer.Option("--resource", metavar="LINE", help='A resource, such as "note title:string!".'),
        ),
        _parameter(
            "recipe",
            text,
            None,
            typer.Option(
                metavar="NAME|FILE",
                help="A set of answers; see `scaffold recipes`.",
                autocompletion=complete.recipes,
            ),
        ),
        _parameter(
            "with_",
            several,
            None,
            typer.Option("--with", help=f"Add features: {', '.join(features)}.", **offered),
        ),
        _parameter("without", several, None, typer.Option(help="Leave features out.", **offered)),
        _parameter(
            "set_",
            several,
            None,
            typer.Option("--set", metavar="KEY=VALUE", help="Answer a question; see `scaffold options`."),
        ),
        _parameter(
            "answers",
            Optional[Path],
            None,
            typer.Option(metavar="FILE", help="Take answers from a YAML file."),
        ),
        _parameter(
            "template",
            text,
            None,
            typer.Option(metavar="URL|FOLDER", help="Templates of your own: a git repository with tags."),
        ),
        _parameter("yes", bool, False, typer.Option("--yes", "-y", help="Ask nothing.")),
        _parameter(
            "dry_run",
            bool,
            False,
            typer.Option("--dry-run", help="List the files, and write none."),
        ),
        _parameter(
            "git",
            Optional[bool],
            None,
            typer.Option(
                "--git/--no-git",
                help="Make a repository and a first commit.  [default: unless inside one]",
            ),
        ),
        _parameter(
            "install",
            bool,
            False,
            typer.Option("--install/--no-install", help="Install the dependencies."),
        ),
        _parameter("as_json", bool, False, typer.Option("--json", help="Print one JSON document.")),
        _parameter("debug", bool, False, typer.Option("--debug", help="Show where an error came from.")),
    ]


def catalogue_of(template: str | None) -> Catalogue:
    """What can be chosen: of our own templates, or of those that were named."""
    from scaffold.actions import catalogue  # noqa: PLC0415

    return catalogue.named(template) if template else catalogue.newest()


def _new(
    flags: dict[str, str | None],
    *,
    directory: str | None,
    resources: list[str] | None,
    recipe: str | None,
    with_: list[str] | None,
    without: list[str] | None,
    set_: list[str] | None,
    answers: Path | None,
    template: str | None,
    yes: bool,
    dry_run: bool,
    git: bool | None,
    install: bool,
    as_json: bool,
    debug: bool,
) -> None:
    from scaffold.actions import gather, new  # noqa: PLC0415

    newest = catalogue_of(template)
    given = gather.Given(
        directory=directory,
        flags={key: value for key, value in flags.items() if value is not None},
        resources=resources or (),
        recipe=recipe,
        with_=_split(with_),
        without=_split(without),
        set_=set_ or (),
        file=answers,
    )
    found = gather.gather(newest, given)
    asked = not (yes or as_json) and console.can_ask()
    order = _asked(newest, given, found) if asked else gather.order(newest, given, found)
    with console.progress(quiet=as_json) as tell:
        tell(f"Rendering {order.directory}")
        if dry_run:
            result = new.dry_run(newest, order)
        else:
            result = new.new(newest, order, new.Afterwards(git=git, install=install), tell, complete=as_json)
    console.show(result, as_json=as_json)
    raise typer.Exit(result.exit)


def _split(features: Sequence[str] | None) -> list[str]:
    return [one for several in features or () for one in several.split(",") if one]


def _asked(newest: Catalogue, given: Any, found: dict[str, Any]) -> Order:
    from . import ask  # noqa: PLC0415

    return ask.order(newest, given, found)
