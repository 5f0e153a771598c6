"""The questions of a template as plain values: what can be answered, and what an answer may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .names import shown
from .problem import Problem, nearest

# Why: YAML reads these words as true and false, and a choice may be one of them.
SPOKEN = {True: frozenset(["on", "true", "yes"]), False: frozenset(["off", "false", "no"])}


@dataclass(frozen=True)
class Choice:
    """One value that can be chosen, what it is called on screen, and the group that it belongs to."""

    value: Any
    label: str
    group: str = ""

    @property
    def about(self) -> str:
        """The label without the value, where it repeats that: `docs (a page)` is `a page` beside `docs`."""
        head = f"{self.value} ("
        return self.label[len(head) : -1] if self.label.startswith(head) and self.label.endswith(")") else self.label


@dataclass(frozen=True)
class Question:
    """One question. `when` is True, False (computed, never asked) or a condition for the template.

    `group` is what it is about, and `more` is true for one that a person is only asked after the others. `always` are
    the choices that a project of templates without them had all the same; `needs` tells which others a choice is
    nothing without.
    """

    key: str
    type: str
    help: str
    default: Any = None
    choices: tuple[Choice, ...] = ()
    multiple: bool = False
    when: bool | str = True
    ask: bool = True
    group: str = ""
    more: bool = False
    always: tuple[Any, ...] = ()
    needs: tuple[tuple[Any, tuple[Any, ...]], ...] = ()

    @property
    def computed(self) -> bool:
        """Whether the template works it out from the other answers."""
        return self.when is False

    @property
    def flag(self) -> str | None:
        """The flag that answers it; None when only `--set` does."""
        if self.computed or self.multiple or self.type != "str" or not self.choices:
            return None
        return "--" + self.key.replace("_", "-")

    @property
    def values(self) -> tuple[Any, ...]:
        """What can be chosen."""
        return tuple(choice.value for choice in self.choices)

    def label(self, value: Any) -> str:
        """What a value is called on screen."""
        return next((choice.label for choice in self.choices if choice.value == value), str(value))


def read(documents: Iterable[Mapping[str, Any]]) -> tuple[Question, ...]:
    """The questions of a template's YAML documents, in order; settings start with `_`."""
    return tuple(
        _question(key, details)
        for document in documents
        for key, details in document.items()
        if not key.startswith("_")
    )


def _question(key: str, details: Any) -> Question:
    if not isinstance(details, Mapping):
        return Question(key, type(details).__name__, key, default=details)
    default = details.get("default")
    return Question(
        key=key,
        type=details.get("type", "yaml" if default is None else type(default).__name__),
        help=details.get("help", key),
        default=default,
        choices=tuple(_choices(details.get("choices", ()), _groups(details.get("groups")))),
        multiple=bool(details.get("multiselect", False)),
        when=details.get("when", True),
        ask=details.get("ask", True) is not False,
        group=str(details.get("group", "")),
        more=details.get("more") is True,
        always=tuple(details.get("always", ())),
        needs=tuple((one, tuple(others)) for one, others in details.get("needs", {}).items()),
    )


def _groups(given: Any) -> Mapping[Any, str]:
    """The group of each choice, from the choices of each group."""
    found = given if isinstance(given, Mapping) else {}
    return {value: str(group) for group, values in found.items() for value in values}


def _choices(given: Any, groups: Mapping[Any, str]) -> Iterable[Choice]:
    if isinstance(given, Mapping):
        pairs: Iterable[Any] = given.items()
    elif isinstance(given, Sequence) and not isinstance(given, str):
        pairs = [
            item if isinstance(item, Sequence) and len(item) == 2 and not isinstance(item, str) else (item, item)
            for item in given
        ]
    else:
        return
    for label, details in pairs:
        value = details["value"] if isinstance(details, Mapping) else details
        yield Choice(value, str(label), groups.get(value, ""))


def find(questions: Sequence[Question], key: str) -> Question:
    """The question with this key. Raises Problem with the nearest one or feature when there is none."""
    for question in questions:
        if question.key == key and not question.computed:
            return question
    can = [question for question in questions if question.ask and not question.computed]
    asked = [question.key for question in can]
    features = [str(value) for question in can if question.multiple for value in question.values]
    raise Problem(
        code="unknown-key",
        what=f"there is no question `{shown(key)}`, and no such feature",
        why="the questions are " + ", ".join(f"`{one}`" for one in asked),
        fix=nearest(key, [*asked, *features]) or "run `scaffold options` to see what each takes",
    )


def as_chosen(question: Question, value: Any) -> Any:
    """The choice that was meant by an answer that YAML read as true or false: `limiter: off` in a file is `off`."""
    if not isinstance(value, bool) or question.multiple or value in question.values:
        return value
    meant = [one for one in question.values if one in SPOKEN[value]]
    return meant[0] if len(meant) == 1 else value


def kept(before: Iterable[Question], after: Iterable[Question], answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """The answers for newer templates: an update takes nothing away that a project had.

    An answer that is not there was the default of its time. What could not be chosen then, and was always there, is
    chosen.
    """
    new = {question.key: question for question in after}
    found = dict(answers)
    for old in before:
        if old.key in new and old.choices:
            value = found.setdefault(old.key, old.default)
            always = [one for one in new[old.key].always if one not in old.values]
            found[old.key] = [*value, *always] if always else value
    return found


def check(question: Question, value: Any) -> Problem | None:
    """Says what is wrong with the type of an answer, or with what was chosen."""
    if question.choices:
        chosen = value if question.multiple else [value]
        if not isinstance(chosen, list | tuple):
            return _unfit(question, value, "a list")
        for one in chosen:
            if one not in question.values:
                return _unknown_choice(question, one)
        return None
    types: dict[str, type | tuple[type, ...]] = {
        "str": str,
        "int": int,
        "float": (int, float),
        "bool": bool,
    }
    wanted = types.get(question.type)
    wrong = isinstance(value, bool) and question.type in ("int", "float")
    if wanted and (wrong or not isinstance(value, wanted)):
        return _unfit(question, value, {"str": "text", "bool": "true or false"}.get(question.type, "a number"))
    return None


def _unfit(question: Question, value: Any, wanted: str) -> Problem:
    return Problem(
        code="answer-type",
        what=f"`{question.key}` cannot be `{shown(str(value))}`",
        why=f"it takes {wanted}",
        fix=f"for example: `--set {question.key}={example(question)}`",
    )


def example(question: Question) -> str:
    """An answer that can be pasted after `--set KEY=`."""
    if question.choices:
        return str(question.values[0])
    return {"int": "1", "float": "1.5", "bool": "true"}.get(question.type, "text")


def _unknown_choice(question: Question, value: Any) -> Problem:
    values = [str(one) for one in question.values]
    return Problem(
        code=f"unknown-{question.key.replace('_', '-')}",
        what=f"`{shown(str(value))}` is not a choice of `{question.key}`",
        why="the choices are " + ", ".join(f"`{one}`" for one in values),
        fix=nearest(str(value), values) or "choose one of them",
    )
