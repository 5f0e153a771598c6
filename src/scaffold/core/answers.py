"""Answers: merged from what a person gave in several places, and checked before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from . import model, names, questions
from .problem import Problem, Problems, nearest, refuse
from .questions import Question
from .resource import parse, stored
from .words import FEATURE_WORDS

FILE = ".copier-answers.yml"
NAME = "project_name"
FRAMEWORK = "framework"
RESOURCES = "resources"
TWIN = "twin"
DATABASE = "database"
NO_DATABASE = "none"

# Resources that a message names; how many others there are is enough.
SOME = 5

Answers = dict[str, Any]


def check(known: Sequence[Question], given: Mapping[str, Any], *, kept: bool = False) -> Answers:
    """The answers in the form in which they are stored; those of a project are `kept` in it already.

    Raises Problem or Problems with everything that is wrong with them.
    """
    problems: list[Problem] = []
    checked: Answers = {}
    for key, value in given.items():
        try:
            checked[key] = _checked(questions.find(known, key), value, kept)
        except Problem as problem:
            problems.append(problem)
        except Problems as several:
            problems.extend(several.problems)
    refuse(problems or _without_database(known, checked) or [*_without_needed(known, checked), *_taken(checked)])
    return checked


def _without_needed(known: Sequence[Question], checked: Answers) -> Iterator[Problem]:
    for question in known:
        chosen = checked.get(question.key) or ()
        for one, others in question.needs:
            if one in chosen and (missing := [f"`{other}`" for other in others if other not in chosen]):
                yield Problem(
                    code="feature-needs",
                    what=f"`{one}` needs {names.listed(missing)}",
                    why=f"`{one}` is nothing without {'it' if len(missing) == 1 else 'them'}",
                    fix=f"switch {names.listed(missing)} on as well, or leave `{one}` out",
                )


def _taken(checked: Answers) -> Iterator[Problem]:
    """Resources under whose name a feature has tables or pages of its own."""
    features = [one for value in checked.values() if isinstance(value, list) for one in value]
    for feature, taken in FEATURE_WORDS.items():
        for one in map(parse, checked.get(RESOURCES) or ()) if feature in features else ():
            if word := next((word for word in (one.name, one.plural) if word in taken), None):
                yield Problem(
                    code="resource-taken",
                    what=f"`{feature}` and the resource `{one.name}` cannot be in one project",
                    why=f"`{word}` is what `{feature}` has of its own",
                    fix=f"leave `{feature}` out, or name the resource in another way, such as `customer` or `member`",
                )


def _without_database(known: Sequence[Question], checked: Answers) -> list[Problem]:
    lines = checked.get(RESOURCES)
    if checked.get(DATABASE) != NO_DATABASE or not lines:
        return []
    there = [parse(line) for line in lines]
    needed = {field.target for one in there for field in one.fields if field.type == "references"}
    first = next((one.name for one in there if one.name not in needed), there[0].name)
    others = [f"`{value}`" for value in questions.find(known, DATABASE).values if value != NO_DATABASE]
    several = len(there) > 1
    return [
        Problem(
            code="database-needed",
            what=f"`{DATABASE}` cannot be `{NO_DATABASE}`",
            why=f"the resource{'s' * several} {names.listed([f'`{one.name}`' for one in there], SOME)} "
            f"{'are' if several else 'is'} kept in a database",
            fix=f"choose {names.listed(others, last='or')}, or leave the resource{'s' * several} out: "
            f"`scaffold remove resource {first}`{', one by one' * several}",
        )
    ]


def spoken(known: Sequence[Question], given: Mapping[str, Any]) -> Answers:
    """The answers with the choices that YAML read as true or false as they were written."""
    by_key = {question.key: question for question in known}
    return {key: questions.as_chosen(by_key[key], value) if key in by_key else value for key, value in given.items()}


def _checked(question: Question, value: Any, kept: bool) -> Any:
    if question.key == RESOURCES:
        return _resources(value, kept)
    value = questions.as_chosen(question, value)
    if problem := questions.check(question, value):
        raise problem
    if question.key == NAME and (problem := names.project_problem(value)):
        raise problem
    if question.multiple:
        return [one for one in question.values if one in value]
    return value


def _resources(value: Any, kept: bool) -> list[str]:
    if not isinstance(value, list | tuple) or not all(isinstance(line, str) for line in value):
        raise Problem(
            code="answer-type",
            what="`resources` is not a list of lines",
            why=f"it is `{names.shown(str(value))}`",
            fix='write one line per resource: `--resource "note title:string!"`',
        )
    return list(model.read(map(str, stored(value)) if kept else value))


def switched(known: Sequence[Question], given: Answers, on: Sequence[str], off: Sequence[str]) -> Answers:
    """The answers with features switched on and off, in whichever question offers them.

    Raises Problem for a feature that no question offers, or that is both on and off.
    """
    problems = [_on_and_off(feature) for feature in on if feature in off]
    changed = dict(given)
    several = [question for question in known if question.multiple and not question.computed]
    for feature in (*on, *off):
        question = next((one for one in several if feature in one.values), None)
        if not question:
            problems.append(_unknown_feature(feature, known, several))
            continue
        chosen = changed.get(question.key, question.default or [])
        chosen = [one for one in chosen if one != feature] + [feature] * (feature in on)
        changed[question.key] = chosen
    refuse(problems)
    return changed


def _on_and_off(feature: str) -> Problem:
    return Problem(
        code="feature-both",
        what=f"`{names.shown(feature)}` is given to `--with` and to `--without`",
        why="it is either there or not",
        fix="leave one of them out",
    )


def _unknown_feature(feature: str, known: Sequence[Question], several: Sequence[Question]) -> Problem:
    offered = [str(value) for question in several for value in question.values]
    question = next((one for one in known if one.key == feature and one.choices and not one.computed), None)
    if question:
        values = [str(value) for value in question.values]
        return Problem(
            code="unknown-feature",
            what=f"`{feature}` is not on or off",
            why=f"it is {names.listed([f'`{value}`' for value in values], last='or')}",
            fix=f"write `--set {feature}={values[-1]}`, or `scaffold set {feature}={values[-1]}` in a project",
        )
    return Problem(
        code="unknown-feature",
        what=f"there is no feature `{names.shown(feature)}`",
        why="the features are " + ", ".join(f"`{one}`" for one in offered),
        fix=nearest(feature, offered) or "choose one of them",
    )
