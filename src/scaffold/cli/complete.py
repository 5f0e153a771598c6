"""What a shell may complete: names of the templates, and those of the project that one is in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any


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
    from scaffold.actions import project  # noqa: PLC0415

    named = [one for one in project.resources_here() if one.name == ctx.params.get("name")]
    return _begun((field.name for one in named for field in one.fields), incomplete)


def _begun(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
