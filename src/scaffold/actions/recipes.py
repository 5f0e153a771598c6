"""Tells which recipes there are, and what each of them holds."""

from __future__ import annotations

from scaffold.core.result import Result, Section

from .catalogue import Catalogue
from .gather import RECIPE


def recipes(catalogue: Catalogue) -> Result:
    """One section for each recipe: its description and its resources."""
    known = sorted(catalogue.recipes.items(), key=lambda pair: (pair[0] != RECIPE, pair[0]))
    return Result(
        command="recipes",
        listing=tuple(
            Section(
                f"{name}{' (default)' * (name == RECIPE)}: {answers.get('description', '')}",
                tuple(answers.get("resources", ())),
            )
            for name, answers in known
        ),
        data={
            "templates": catalogue.version,
            "recipes": [
                {
                    "name": name,
                    "description": answers.get("description", ""),
                    "default": name == RECIPE,
                    "answers": {k: v for k, v in answers.items() if k != "description"},
                }
                for name, answers in known
            ],
        },
    )
