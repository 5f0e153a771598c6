"""Asks on the terminal for what is missing, and for a last yes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import questionary
from prompt_toolkit import print_formatted_text
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.output import create_output

from scaffold import console
from scaffold.actions import asking, gather
from scaffold.actions.catalogue import Catalogue
from scaffold.actions.gather import Given, Order
from scaffold.core import answers, model
from scaffold.core.answers import DATABASE, NAME, NO_DATABASE, RESOURCES
from scaffold.core.names import shown
from scaffold.core.problem import Problem, Problems, declined
from scaffold.core.questions import Question, check

OWN = "own"
# Why: the prompt shows one line below itself, and cuts the rest.
LINE = 76
KEYS = "(space: on or off, enter: done)"


def order(catalogue: Catalogue, given: Given, found: dict[str, Any]) -> Order:
    """The order, once everything that was missing is answered and the summary is agreed to.

    Raises KeyboardInterrupt when the person stops, and Problem when they say no and as `gather.order` does.
    """
    found = answers.check(gather.questions_of(catalogue), found)
    if given.directory is None:
        given = replace(given, directory=_directory(str(found.get(NAME) or gather.DIRECTORY)))
    gather.place(str(given.directory))
    if problem := gather.occupied(Path(str(given.directory))):
        raise problem
    asked = False
    for more in (False, True):
        if more and not (asked and _more(list(asking.open_questions(catalogue, found)))):
            break
        while question := asking.next_question(catalogue, found, more=more):
            asked = True
            if question.key == RESOURCES:
                given, found = _resources(catalogue, given, found)
            else:
                found[question.key] = _answer(question)
    ready = gather.order(catalogue, given, found)
    if asked:
        _agree(catalogue, ready, found)
    return ready


def _more(left: Sequence[Question]) -> bool:
    names = ", ".join(question.help for question in left)
    return bool(left) and bool(_ask(questionary.confirm, shown(f"More questions ({names})?", LINE), default=False))


def twin_too(path: str) -> bool:
    """Whether a change is for the twin as well. Raises KeyboardInterrupt when the person stops."""
    return bool(_ask(questionary.confirm, f"Make the same change in its twin, {path}?", default=True))


def _ask(prompt: Callable[..., questionary.Question], *words: Any, **options: Any) -> Any:
    # Why stderr: stdout carries data.
    return prompt(*words, output=create_output(stdout=sys.stderr), **options).unsafe_ask()


def _directory(usual: str) -> str:
    def valid(text: str) -> bool | str:
        try:
            gather.place(text)
        except Problem as problem:
            return problem.why
        problem_here = gather.occupied(Path(text))
        return shown(problem_here.why, LINE) if problem_here else True

    return str(_ask(questionary.text, "Name", default=usual, validate=valid))


def _answer(question: Question) -> Any:
    if question.choices:
        return _chosen(question)
    if question.type == "bool":
        return _ask(questionary.confirm, question.help, default=str(question.default).lower() == "true")
    casts: dict[str, Callable[[str], Any]] = {"int": int, "float": float}
    cast = casts.get(question.type, str)

    def valid(text: str) -> bool | str:
        try:
            problem = check(question, cast(text))
        except ValueError:
            return "write a number"
        return problem.why if problem else True

    usual = "" if question.default is None else str(question.default)
    return cast(_ask(questionary.text, question.help, default=usual, validate=valid))


def _chosen(question: Question) -> Any:
    usual = question.default if isinstance(question.default, list) else [question.default]
    choices = [
        questionary.Choice(
            shown(choice.label, LINE - 4), choice.value, checked=question.multiple and choice.value in usual
        )
        for choice in question.choices
    ]
    if question.multiple:
        return _several(question, choices)
    default = next((choice for choice in choices if choice.value in usual), None)
    return _ask(questionary.select, question.help, choices=choices, default=default)


def _several(question: Question, choices: list[questionary.Choice]) -> list[Any]:
    """What was chosen, which then stands beside the question. Why ours: questionary only counts it."""
    output = create_output(stdout=sys.stderr)
    prompt = questionary.checkbox(question.help, choices=choices, instruction=KEYS, output=output)
    prompt.application.erase_when_done = True
    chosen: list[Any] = prompt.unsafe_ask()
    line = [("class:qmark", "?"), ("class:question", f" {question.help} "), ("class:answer", _shown(question, chosen))]
    print_formatted_text(FormattedText(line), style=prompt.application.style, output=output)
    return chosen


def _resources(catalogue: Catalogue, given: Given, found: dict[str, Any]) -> tuple[Given, dict[str, Any]]:
    """What was given and found, once resources are chosen; a recipe answers what nobody has answered yet."""
    choices = [
        questionary.Choice(f"{name}: {answers.get('description', '')}", name)
        for name, answers in sorted(catalogue.recipes.items(), key=lambda pair: (pair[0] != gather.RECIPE, pair[0]))
        if not (DATABASE in found and answers.get(DATABASE) == NO_DATABASE)
    ]
    own = questionary.Choice("resources of my own", OWN)
    name = _ask(questionary.select, "Start with", choices=[*choices, own])
    if name != OWN:
        chosen = gather.recipe(catalogue, name)
        return replace(given, recipe=name), {RESOURCES: [], **chosen, **found}
    lines: list[str] = []
    while line := _line(lines).strip():
        lines.append(line)
    return given, {**found, RESOURCES: lines}


def _line(before: list[str]) -> str:
    def valid(text: str) -> bool | str:
        try:
            if text.strip():
                model.read([text])
            elif before:
                model.read(before)
        except Problem as problem:
            return _forgiven(problem, text)
        except Problems as several:
            return _forgiven(several.problems[0], text)
        return True

    hint = "empty to go on" if before else "such as: note title:string! pinned:boolean=false"
    return str(_ask(questionary.text, f"Resource ({hint})", validate=valid))


def _forgiven(problem: Problem, text: str) -> bool | str:
    # Why: the resource that a line points to may be typed next.
    if problem.code == "reference-missing" and text.strip():
        return True
    return shown(problem.why, LINE)


def _agree(catalogue: Catalogue, ready: Order, found: dict[str, Any]) -> None:
    console.say("")
    console.say(f"  {'folder':<12} {ready.directory}")
    for question in gather.questions_of(catalogue):
        if question.key in found and question.key not in (NAME, RESOURCES):
            console.say(f"  {question.key:<12} {_shown(question, found[question.key])}")
    for number, line in enumerate(ready.answers.get(RESOURCES, [])):
        console.say(f"  {'' if number else 'resources':<12} {line}")
    console.say("")
    if not _ask(questionary.confirm, "Create it?", default=True):
        raise declined()


def _shown(question: Question, value: Any) -> str:
    if question.multiple:
        return ", ".join(map(str, value)) or "none"
    return question.label(value)
