"""Decides what is still to be asked, and in which order; how it is asked is the command line's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from scaffold.core.answers import DATABASE, FRAMEWORK, NAME, NO_DATABASE, RESOURCES
from scaffold.core.questions import Question
from scaffold.outside import conditions, load

from . import gather
from .catalogue import Catalogue

Answers = Mapping[str, Any]


def answers(catalogue: Catalogue, given: Answers, asked: Answers) -> dict[str, Any]:
    """What was given and asked, together. A recipe answers what nobody has answered yet.

    Resources were asked for as the name of a recipe, or as lines; the name of the project is that of its folder.
    """
    found = {**given, **{key: value for key, value in asked.items() if key not in (NAME, RESOURCES)}}
    start = asked.get(RESOURCES)
    if isinstance(start, str):
        return {RESOURCES: [], **gather.recipe(catalogue, start), **found}
    return found if start is None else {**found, RESOURCES: start}


def applying(catalogue: Catalogue, found: Answers) -> Iterator[Question]:
    """The questions that a person can be asked, answered or not, in the order in which they are, defaults worked out.

    Why resources come early: a recipe answers other questions as well.
    """
    settings = load.settings_of(catalogue.tree)
    known = {question.key: question.default for question in catalogue.questions} | dict(found)
    first = (FRAMEWORK, RESOURCES)
    for question in sorted(gather.questions_of(catalogue), key=lambda one: (is_more(one), one.key not in first)):
        if question.key == NAME or question.computed or not question.ask:
            continue
        if question.key == RESOURCES and found.get(DATABASE) == NO_DATABASE and not found.get(RESOURCES):
            continue
        if isinstance(question.when, str) and not conditions.holds(settings, question.when, known):
            continue
        fitting = _fitting(question, found)
        if isinstance(question.default, str):
            fitting = replace(fitting, default=conditions.text_of(settings, question.default, known))
        yield fitting


def is_more(question: Question) -> bool:
    """Whether it is only asked of who wants to be asked more: it is marked so, or a list of features."""
    return question.more or question.multiple


def left(catalogue: Catalogue, found: Answers) -> list[Question]:
    """The questions that everybody is asked and that have no answer yet."""
    return [one for one in applying(catalogue, found) if not is_more(one) and one.key not in found]


def _fitting(question: Question, found: Answers) -> Question:
    """The question without the choice that the resources rule out."""
    if question.key != DATABASE or not found.get(RESOURCES):
        return question
    return replace(question, choices=tuple(one for one in question.choices if one.value != NO_DATABASE))
