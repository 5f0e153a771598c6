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

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions in order, computed ones included."""
        return load.questions_of(self.tree)

    @cached_property
    def recipes(self) -> Mapping[str, Mapping[str, Any]]:
        """The recipes by name."""
        return load.recipes_of(self.tree)


def newest(version: str | None = None) -> Catalogue:
    """The newest templates, with another version written into them if one is given."""
    return Catalogue(*templates.newest(version))
