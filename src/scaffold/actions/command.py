"""The command line that makes the same project again without a question."""

from __future__ import annotations

import shlex
from typing import Any

from scaffold.core.answers import FRAMEWORK, NAME, RESOURCES
from scaffold.core.questions import Question
from scaffold.outside import templates

from .catalogue import Catalogue
from .gather import BOTH, RECIPE, Order


def again(catalogue: Catalogue, order: Order, git: bool | None, install: bool) -> str:
    """The command as one line that a shell can read."""
    framework = order.frameworks[0] if len(order.frameworks) == 1 else BOTH
    words = ["scaffold", "new", str(order.directory), "--framework", framework]
    if catalogue.source != templates.SOURCE:
        words += ["--template", catalogue.source]
    for question in catalogue.questions:
        if question.key in order.answers and question.key not in (FRAMEWORK, RESOURCES):
            words += _words(question, order.answers[question.key], order)
    if order.recipe:
        words += ["--recipe", order.recipe] * (order.recipe != RECIPE)
    elif order.answers[RESOURCES]:
        words += [word for line in order.answers[RESOURCES] for word in ("--resource", line)]
    else:
        words += ["--set", f"{RESOURCES}=[]"]
    words += {None: [], True: ["--git"], False: ["--no-git"]}[git] + ["--install"] * install
    return " ".join(_quoted(word) for word in [*words, "--yes"])


def _words(question: Question, value: Any, order: Order) -> list[str]:
    if question.key == NAME and value == order.directory.name:
        return []
    if question.multiple:
        usual = question.default if isinstance(question.default, list) else []
        added = [str(one) for one in value if one not in usual]
        gone = [str(one) for one in usual if one not in value]
        return [word for one in added for word in ("--with", one)] + [
            word for one in gone for word in ("--without", one)
        ]
    if value == question.default:
        return []
    if question.flag:
        return [question.flag, str(value)]
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return ["--set", f"{question.key}={text}"]


def _quoted(word: str) -> str:
    # Why not always shlex: it closes in single quotes, which cmd.exe does not know.
    safe = not set(word) & set('"$`\\!%')
    return f'"{word}"' if " " in word and safe else shlex.quote(word)
