"""The command line that makes the same project again without a question."""

from __future__ import annotations

import os
import shlex
from typing import Any

from scaffold.core import answers
from scaffold.core.answers import DATABASE, FRAMEWORK, NAME, NO_DATABASE, RESOURCES, Answers
from scaffold.core.questions import Question
from scaffold.outside import load, templates

from .catalogue import Catalogue
from .gather import BOTH, RECIPE, Order, questions_of, recipe


def again(catalogue: Catalogue, order: Order, git: bool | None, install: bool) -> str:
    """The command as one line that a shell can read."""
    framework = order.frameworks[0] if len(order.frameworks) == 1 else BOTH
    words = ["scaffold", "new", str(order.directory), "--framework", framework]
    if catalogue.source != templates.SOURCE:
        words += ["--template", catalogue.source]
    read = _read(catalogue, order)
    words += ["--answers", str(order.file)] * bool(read)
    named = order.recipe if RESOURCES not in read else None
    known = {**(recipe(catalogue, named) if named else {}), **read}
    for question in catalogue.questions:
        if question.key in order.answers and question.key not in (FRAMEWORK, RESOURCES):
            words += _words(question, order.answers[question.key], known.get(question.key, question.default), order)
    lines = [line for line in order.answers[RESOURCES] if line not in read.get(RESOURCES, ())]
    if named:
        words += ["--recipe", named] * (named != RECIPE)
    elif lines:
        words += [word for line in lines for word in ("--resource", line)]
    elif order.answers.get(DATABASE) != NO_DATABASE and RESOURCES not in read:
        words += ["--set", f"{RESOURCES}=[]"]
    words += {None: [], True: ["--git"], False: ["--no-git"]}[git] + ["--install"] * install
    return " ".join(_quoted(word) for word in [*words, "--yes"])


def _read(catalogue: Catalogue, order: Order) -> Answers:
    """The answers of the file that was given; none when resources of it were left out since: no flag can say that."""
    if not order.file:
        return {}
    read = answers.check(questions_of(catalogue), load.file(order.file))
    return read if set(read.get(RESOURCES, ())) <= set(order.answers[RESOURCES]) else {}


def _words(question: Question, value: Any, usual: Any, order: Order) -> list[str]:
    """The words that answer a question otherwise than it is `usual`."""
    if question.key == NAME and value == order.name:
        return []
    if question.multiple:
        usual = usual if isinstance(usual, list) else []
        added = [str(one) for one in value if one not in usual]
        gone = [str(one) for one in usual if one not in value]
        return [word for one in added for word in ("--with", one)] + [
            word for one in gone for word in ("--without", one)
        ]
    if value == usual:
        return []
    if question.flag:
        return [question.flag, str(value)]
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return ["--set", f"{question.key}={text}"]


def cd(folder: str) -> str:
    """The command that goes to a folder, whatever its name is."""
    place = f"./{folder}" if folder.startswith("-") else folder
    # Why not as elsewhere: cmd.exe knows double quotes alone, and a backslash is a part of its paths.
    windows = f'"{place}"' if " " in place else place
    return f"cd {windows if os.name == 'nt' else _quoted(place)}"


def _quoted(word: str) -> str:
    # Why not always shlex: it closes in single quotes, which cmd.exe does not know.
    safe = not set(word) & set('"$`\\!%')
    return f'"{word}"' if " " in word and safe else shlex.quote(word)
