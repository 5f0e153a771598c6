"""Decides what is still to be asked, and in which order; how it is asked is the command line's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from scaffold.core.answers import DATABASE, FRAMEWORK, NAME, NO_DATABASE, RESOURCES
from scaffold.core.questions import Question
from scaffold.outside import conditions, load

from .catalogue import Catalogue
from .gather import questions_of


def next_question(catalogue: Catalogue, found: Mapping[str, Any], *, more: bool = False) -> Question | None:
    """The first question without an answer, its default worked out; None when all are answered.

    Those that are marked as `more` are asked for only with `more`.
    """
    settings = load.settings_of(catalogue.tree)
    known = {question.key: question.default for question in catalogue.questions} | dict(found)
    for question in open_questions(catalogue, found):
        if question.more and not more:
            continue
        if isinstance(question.default, str):
            default = conditions.text_of(settings, question.default, known)
            return replace(question, default=default)
        return question
    return None


def open_questions(catalogue: Catalogue, found: Mapping[str, Any]) -> Iterator[Question]:
    """The questions without an answer that a person can be asked, in the order in which they are.

    Why resources come early: a recipe answers other questions as well.
    """
    settings = load.settings_of(catalogue.tree)
    known = {question.key: question.default for question in catalogue.questions} | dict(found)
    first = (NAME, FRAMEWORK, RESOURCES)
    for question in sorted(questions_of(catalogue), key=lambda one: (one.more, one.key not in first)):
        if question.key in found or question.key == NAME or question.computed or not question.ask:
            continue
        if question.key == RESOURCES and found.get(DATABASE) == NO_DATABASE:
            continue
        if isinstance(question.when, str) and not conditions.holds(settings, question.when, known):
            continue
        yield _fitting(question, found)


def _fitting(question: Question, found: Mapping[str, Any]) -> Question:
    """The question without the choice that the resources rule out."""
    if question.key != DATABASE or not found.get(RESOURCES):
        return question
    return replace(question, choices=tuple(one for one in question.choices if one.value != NO_DATABASE))
