"""Tells what can be chosen: every feature and every other question, by what it is about."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from scaffold.core.questions import Choice, Question
from scaffold.core.result import Result, Section

from .catalogue import Catalogue
from .gather import questions_of

# Why: a terminal of 80 columns, less the two before each line.
WIDTH = 78
PROJECT, FEATURES = "Project", "Features"
HOW = "A feature: `--with NAME`, `--without NAME`; later `scaffold set NAME=on|off`."


def options(catalogue: Catalogue) -> Result:
    """One section for each group of what a person can answer: the templates say what belongs together."""
    asked = [question for question in questions_of(catalogue) if question.ask and not question.computed]
    features = any(question.multiple for question in asked)
    return Result(
        command="options",
        listing=(
            *(Section(title, tuple(lines)) for title, lines in _grouped(asked).items()),
            *([Section("", (HOW,))] if features else []),
        ),
        data={"templates": catalogue.version, "options": [_data(question) for question in asked]},
    )


def pairs(catalogue: Catalogue) -> tuple[str, ...]:
    """Every answer as `scaffold set` takes it: `database=sqlite`, `docs=on`."""
    asked = [question for question in questions_of(catalogue) if question.ask and not question.computed]
    return tuple(
        f"{value}={state}" if question.multiple else f"{question.key}={value}"
        for question in asked
        for value in question.values
        for state in (("on", "off") if question.multiple else ("",))
    )


def _data(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "help": question.help,
        "type": question.type,
        "flag": _flag(question),
        "group": _group(question),
        "multiple": question.multiple,
        "default": question.default,
        "choices": [
            {"value": one.value, "label": one.about} | ({"group": _group_of(one)} if question.multiple else {})
            for one in question.choices
        ],
    }


def _group(question: Question) -> str:
    return question.group or (FEATURES if question.multiple else PROJECT)


def _group_of(feature: Choice) -> str:
    return feature.group or FEATURES


def _flag(question: Question) -> str:
    if question.key == "resources":
        return "--resource"
    if question.multiple:
        return "--with, --without"
    return question.flag or f"--set {question.key}="


def _grouped(asked: Sequence[Question]) -> dict[str, list[str]]:
    """The lines of each group, in the order in which the questions have them."""
    grouped: dict[str, list[str]] = {}
    width = max((len(str(value)) for question in asked for value in question.values), default=0)
    for question in asked:
        if not question.multiple:
            grouped.setdefault(_group(question), []).extend(_question(question, width))
            continue
        usual = question.default if isinstance(question.default, list) else []
        for choice in question.choices:
            head = f"{choice.value!s:<{width}}  {'on ' if choice.value in usual else 'off'}  "
            grouped.setdefault(_group_of(choice), []).extend(_wrapped(head, choice.about))
    return grouped


def _question(question: Question, width: int) -> Iterator[str]:
    """The question, and under it each choice, the usual one marked."""
    yield from _wrapped(f"{question.key} ({_flag(question)})  ", question.help)
    for choice in question.choices:
        usual = " (default)" * (choice.value == question.default)
        yield from _wrapped(f"  {choice.value!s:<{width}}  ", f"{choice.about}{usual}")


def _wrapped(head: str, text: str) -> list[str]:
    return textwrap.wrap(
        head + text, WIDTH, subsequent_indent=" " * len(head), break_long_words=False, break_on_hyphens=False
    )
