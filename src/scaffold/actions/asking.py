"""Decides what is still to be asked; how it is asked is the command line's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scaffold.core.answers import NAME
from scaffold.core.questions import Question
from scaffold.outside import conditions, load

from .catalogue import Catalogue
from .gather import questions_of


def next_question(catalogue: Catalogue, found: Mapping[str, Any]) -> Question | None:
    """The first question without an answer, its default worked out; None when all are answered."""
    settings = load.settings_of(catalogue.tree)
    known = {question.key: question.default for question in catalogue.questions} | dict(found)
    for question in questions_of(catalogue):
        if question.key in found or question.key == NAME or question.computed or not question.ask:
            continue
        if isinstance(question.when, str) and not conditions.holds(settings, question.when, known):
            continue
        if isinstance(question.default, str):
            default = conditions.text_of(settings, question.default, known)
            return replace(question, default=default)
        return question
    return None
