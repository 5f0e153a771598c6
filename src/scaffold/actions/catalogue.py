"""What can be chosen: the questions and recipes of the newest templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scaffold.core.questions import Question
from scaffold.outside import load, templates
from scaffold.outside.trees import Tree


@dataclass(frozen=True)
class Catalogue:
    """One version of the templates, and what it asks."""

    version: str
    tree: Tree
    source: str = templates.SOURCE

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions in order, computed ones included."""
        return load.questions_of(self.tree)

    @cached_property
    def recipes(self) -> Mapping[str, Mapping[str, Any]]:
        """The recipes by name."""
        return load.recipes_of(self.tree)


# Why kept: to read the questions takes as long as to merge, and many projects have the same.
_known: dict[tuple[str, str], Catalogue] = {}


def _catalogue(version: str, tree: Tree, source: str = templates.SOURCE) -> Catalogue:
    known = _known.get((source, version))
    if not known or known.tree is not tree:
        known = _known[source, version] = Catalogue(version, tree, source)
    return known


def newest(version: str | None = None) -> Catalogue:
    """The newest of our own templates, with another version written into them if one is given."""
    return _catalogue(*templates.newest(version))


def named(source: str) -> Catalogue:
    """The newest templates of a URL or a folder. Raises Problem when it cannot be reached or has no version."""
    from scaffold.outside import sources  # noqa: PLC0415

    return of(sources.resolved(source))


def of(source: str, version: str | None = None) -> Catalogue:
    """One version of the templates of a source, the newest if none is named.

    Raises Problem when it is not there, or cannot be reached.
    """
    if source == templates.SOURCE:
        return _catalogue(version, templates.version(version)) if version else newest()
    from scaffold.outside import sources  # noqa: PLC0415

    named = version or sources.versions(source)[-1]
    return _catalogue(named, sources.tree(source, named), source)
