"""Tells what can be chosen: every question, its choices and its default."""

from __future__ import annotations

from scaffold.core.questions import Question
from scaffold.core.result import Result, Section

from .catalogue import Catalogue
from .gather import questions_of


def options(catalogue: Catalogue) -> Result:
    """One section for each question that a person can answer."""
    asked = [question for question in questions_of(catalogue) if question.ask and not question.computed]
    return Result(
        command="options",
        listing=tuple(Section(_title(question), _lines(question)) for question in asked),
        data={
            "templates": catalogue.version,
            "options": [
                {
                    "key": question.key,
                    "help": question.help,
                    "type": question.type,
                    "flag": _flag(question),
                    "multiple": question.multiple,
                    "default": question.default,
                    "choices": [{"value": choice.value, "label": choice.label} for choice in question.choices],
                }
                for question in asked
            ],
        },
    )


def _flag(question: Question) -> str:
    if question.key == "resources":
        return "--resource"
    if question.multiple:
        return "--with, --without"
    return question.flag or f"--set {question.key}="


def _title(question: Question) -> str:
    return f"{question.key} ({_flag(question)})"


def _lines(question: Question) -> tuple[str, ...]:
    usual = question.default if isinstance(question.default, list) else [question.default]
    if not question.choices:
        return (question.help,)
    width = max(len(str(value)) for value in question.values)
    return tuple(
        f"{choice.value!s:<{width}}  {choice.label}{' (default)' * (choice.value in usual)}"
        for choice in question.choices
    )
