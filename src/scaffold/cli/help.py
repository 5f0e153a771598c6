"""How help is laid out: commands in groups, examples of each, and the page of the documentation about it."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from scaffold import console
from scaffold.core.problem import interrupted


class Command(TyperCommand):
    """One command. Its epilog is examples, one a line; the last line is where to read on."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The words after the name, such as `[OPTIONS] DIRECTORY`."""
        return _usage(self, ctx)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Writes what the command takes."""
        _options(self, ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Writes the examples."""
        _examples(self.epilog, formatter)


class Group(TyperGroup):
    """Commands that belong together, each under the heading that it was registered with."""

    def invoke(self, ctx: Any) -> Any:
        """Runs one of them. Why ours: Typer would end one that is stopped with the right number and without a word."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise interrupted() from None

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Writes the commands, and then the options: a person looks for the first."""
        self.format_commands(ctx, formatter)
        _options(self, ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Writes the commands, those of each heading together."""
        groups: dict[str, list[tuple[str, str]]] = {}
        wide = max(map(len, self.commands))
        for name, command in self.commands.items():
            heading = str(getattr(command, "rich_help_panel", None) or "Commands")
            about = command.get_short_help_str(formatter.width - wide - 4)
            groups.setdefault(heading, []).append((f"{name:<{wide}}", about))
        for heading, rows in groups.items():
            with formatter.section(console.bold(heading)):
                formatter.write_dl(rows)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Writes the examples."""
        _examples(self.epilog, formatter)


def _usage(command: Any, ctx: Any) -> list[str]:
    pieces = [_name(one) if one.required else f"[{_name(one)}]" for one in _arguments(command, ctx)]
    return ["[OPTIONS]", *pieces]


def _arguments(command: Any, ctx: Any) -> list[Any]:
    return [one for one in command.get_params(ctx) if one.param_type_name == "argument"]


def _name(argument: Any) -> str:
    """What it is called, and that there may be several; Typer would add its type in Python."""
    return f"{argument.display_name_raw}{'...' * (argument.nargs == -1)}"


def _options(command: Any, ctx: Any, formatter: Any) -> None:
    arguments = [(_name(one), one.help or "") for one in _arguments(command, ctx)]
    others = [one.get_help_record(ctx) for one in command.get_params(ctx) if one.param_type_name == "option"]
    for heading, rows in (("Arguments", arguments), ("Options", list(filter(None, others)))):
        if rows:
            with formatter.section(console.bold(heading)):
                formatter.write_dl(rows)


def _examples(epilog: str | None, formatter: Any) -> None:
    *examples, page = (epilog or "").splitlines() or [""]
    for heading, several in (("Examples", examples), ("Read on", [page] if page else [])):
        if several:
            with formatter.section(console.bold(heading if len(several) > 1 else heading.removesuffix("s"))):
                # Why not as text: an example is one line, to be copied.
                formatter.write("".join(f"  {line}\n" for line in several))
