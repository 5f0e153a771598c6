"""What a shell may complete: names of the templates, and those of the project that one is in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scaffold.core.resource import Resource


def several(values: Sequence[str]) -> Callable[[str], list[str]]:
    """Completes one of these, also after a comma."""

    def complete(incomplete: str) -> list[str]:
        head, comma, word = incomplete.rpartition(",")
        return [f"{head}{comma}{value}" for value in values if value.startswith(word)]

    return complete


def recipes(incomplete: str) -> list[str]:
    """Completes the name of a recipe."""
    from scaffold.actions import catalogue  # noqa: PLC0415

    return _begun(catalogue.newest().recipes, incomplete)


def concepts(incomplete: str) -> list[str]:
    """Completes the name of a concept."""
    from scaffold.actions import catalogue, concepts  # noqa: PLC0415

    return _begun(concepts.names(catalogue.newest()), incomplete)


def mistakes(incomplete: str) -> list[str]:
    """Completes the name of a mistake."""
    from scaffold.actions import mistakes  # noqa: PLC0415

    return _begun(mistakes.names(), incomplete)


def workshops(incomplete: str) -> list[str]:
    """Completes the name of a workshop that is ready."""
    from scaffold.actions import catalogue  # noqa: PLC0415
    from scaffold.actions.workshop import new  # noqa: PLC0415

    return _begun(new.days(catalogue.newest()), incomplete)


def claims(incomplete: str) -> list[str]:
    """Completes the name of a claim that can be measured."""
    from scaffold.actions.measure import measure  # noqa: PLC0415

    return _begun((one.name for one in measure.claims()), incomplete)


def pages(incomplete: str) -> list[str]:
    """Completes the name of a page of the documentation."""
    from scaffold.actions import docs  # noqa: PLC0415

    return _begun(docs.pages(), incomplete)


def pairs(incomplete: str) -> list[str]:
    """Completes `KEY=VALUE` and `FEATURE=on`."""
    from scaffold.actions import catalogue, options  # noqa: PLC0415

    return _begun(options.pairs(catalogue.newest()), incomplete)


def resources(incomplete: str) -> list[str]:
    """Completes a resource of the project that one is in."""
    from scaffold.actions import project  # noqa: PLC0415

    return _begun((one.name for one in project.resources_here()), incomplete)


def fields(ctx: Any, incomplete: str) -> list[str]:
    """Completes a field of the resource that was named."""
    return _begun((field.name for one in _named(ctx) for field in one.fields), incomplete)


def rules(ctx: Any, incomplete: str) -> list[str]:
    """Completes a rule that the resource that was named has."""
    return _begun((str(rule) for one in _named(ctx) for rule in one.rules), incomplete)


def new_rules(ctx: Any, incomplete: str) -> list[str]:
    """Completes a rule of fields of the resource that was named, one field after the other."""
    head, bracket, inner = incomplete.partition("(")
    if not bracket:
        return _begun(("unique(", "index("), head)
    *there, word = inner.split(",")
    begun = f"{head}({''.join(f'{one},' for one in there)}"
    names = (field.name for one in _named(ctx) for field in one.fields if field.name not in there)
    return [f"{begun}{name}" for name in _begun(names, word)]


def _named(ctx: Any) -> list[Resource]:
    from scaffold.actions import project  # noqa: PLC0415

    return [one for one in project.resources_here() if one.name == ctx.params.get("name")]


def _begun(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
