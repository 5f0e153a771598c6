"""Reads `KEY=VALUE` and `FEATURE=on|off`, as `scaffold set` and `scaffold new --set` take them."""

from __future__ import annotations

from collections.abc import Sequence

from scaffold.core import answers, questions
from scaffold.core.answers import Answers
from scaffold.core.names import shown
from scaffold.core.problem import Problem
from scaffold.core.questions import Question
from scaffold.outside import load

SWITCH = {"on": True, "off": False, "true": True, "false": False, "yes": True, "no": False}


def answered(known: Sequence[Question], given: Answers, pair: str) -> Answers:
    """The answers with this one given. Raises Problem for an unknown key, and for what cannot be read."""
    key, equals, text = pair.partition("=")
    if not equals:
        raise Problem(
            code="set-pair",
            what=f"cannot read `{shown(pair)}`",
            why="it has no `=`",
            fix="write `KEY=VALUE`, such as `database=mysql`, or `FEATURE=on`",
        )
    features = [value for one in known if one.multiple for value in one.values]
    if key not in features:
        return {**given, key: load.value(questions.find(known, key), text)}
    if text not in SWITCH:
        raise Problem(
            code="set-switch",
            what=f"`{key}` cannot be `{shown(text)}`",
            why="a feature is on or off",
            fix=f"write `{key}=on` or `{key}=off`",
        )
    on = SWITCH[text]
    return answers.switched(known, given, [key] * on, [key] * (not on))
