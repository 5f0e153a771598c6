"""Gives a project other answers: another database, a feature more or less."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from scaffold.core import answers, questions
from scaffold.core.answers import FRAMEWORK, RESOURCES, Answers
from scaffold.core.names import shown
from scaffold.core.problem import Problem
from scaffold.core.result import Result
from scaffold.outside import load

from . import catalogue, change, project
from .catalogue import Catalogue
from .change import How, Target

SWITCH = {"on": True, "off": False, "true": True, "false": False, "yes": True, "no": False}
ELSEWHERE = {
    FRAMEWORK: "`scaffold twin ../FOLDER` makes the same project for the other framework",
    RESOURCES: '`scaffold add resource "note title:string!"` and `scaffold remove resource note` change them',
}


def set_(folder: Path | None, both: bool | None, pairs: Sequence[str], how: How) -> Result:
    """Changes the project, or the pair, to these answers, each `KEY=VALUE` or `FEATURE=on|off`.

    Raises Problem or Problems.
    """
    targets = []
    for opened in project.together(folder, both):
        known = catalogue.of(opened.source, opened.version)
        given = dict(opened.answers)
        for pair in pairs:
            given = _with(known, given, pair)
        targets.append((opened, Target(known, given)))
    return change.run(targets, how)


def _with(known: Catalogue, given: Answers, pair: str) -> Answers:
    key, equals, text = pair.partition("=")
    if not equals:
        raise Problem(
            code="set-pair",
            what=f"cannot read `{shown(pair)}`",
            why="it has no `=`",
            fix="write `KEY=VALUE`, such as `database=mysql`, or `FEATURE=on`",
        )
    if key in ELSEWHERE:
        raise Problem(
            code="set-elsewhere",
            what=f"`{key}` cannot be set",
            why="it takes more than another answer",
            fix=ELSEWHERE[key],
        )
    features = [value for one in known.questions if one.multiple for value in one.values]
    if key not in features:
        return {**given, key: load.value(questions.find(known.questions, key), text)}
    if text not in SWITCH:
        raise Problem(
            code="set-switch",
            what=f"`{key}` cannot be `{shown(text)}`",
            why="a feature is on or off",
            fix=f"write `{key}=on` or `{key}=off`",
        )
    on = SWITCH[text]
    return answers.switched(known.questions, given, [key] * on, [key] * (not on))
