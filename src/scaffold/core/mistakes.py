"""Mistakes that people make, to be planted on one side of a pair. Described in `templates/mistakes/NAME.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .names import kebab
from .resource import Resource

# What finds a mistake before anybody asks: a program that reads the code, one that knows its types, the tests.
CATCHERS = {"linter": "the linter", "types": "the type checker", "tests": "the tests"}
NOTHING = "no"


@dataclass(frozen=True)
class Replacement:
    """Lines of the marked code, and what is there instead. Both may name the resource, as in `{Name}`."""

    old: str
    new: str


@dataclass(frozen=True)
class Seen:
    """What one request shows: its status, None for no answer; what answer and log have, and have not.

    `slow` is how many milliseconds it takes at least, and `ends` whether the process ends after it.
    """

    status: int | None
    contains: str = ""
    lacks: str = ""
    log: str = ""
    slow: int = 0
    ends: bool = False


@dataclass(frozen=True)
class Planted:
    """The mistake on one side. `right` is the number of the answer that is true, and `seen` what each request shows.

    `starts` is whether the app starts at all, and `caught` what each of `CATCHERS` says of it: `no`, or words of that;
    behind a colon, what they mean.
    """

    edits: tuple[Replacement, ...]
    right: int
    seen: tuple[Seen, ...]
    why: str
    caught: Mapping[str, str]
    starts: bool = True


@dataclass(frozen=True)
class Asked:
    """A request. `together` is one that is sent while the one before it has no answer yet."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: str | None
    together: bool = False


@dataclass(frozen=True)
class Mistake:
    """One mistake: a question with answers to predict, and the sides on which it can be made.

    `absent` has a sentence for a side on which nobody can make it; `needs` is a kind of column of its resource, and
    `shows` the header, or the field of the body, that an answer is about.
    """

    name: str
    concept: str
    title: str
    question: str
    answers: tuple[str, ...]
    requests: tuple[Asked, ...]
    sides: Mapping[str, Planted]
    absent: Mapping[str, str]
    needs: str = ""
    shows: str = ""


def named(text: str, resource: Resource | None) -> str:
    """The text with the names of a resource in it."""
    if not resource:
        return text
    names = {"{name}": resource.name, "{plural}": resource.plural, "{Name}": pascal(resource.name)}
    names["{path}"] = f"/api/{kebab(resource.plural)}"
    if several := next((one for one in resource.fields if one.type == "references" and one.many), None):
        names |= {"{list}": several.name, "{Target}": pascal(several.target)}
    for place, value in names.items():
        text = text.replace(place, value)
    return text


def catches(found: Planted) -> Iterator[str]:
    """Who notices, of those that look at code, and who says nothing."""
    silent = [CATCHERS[name] for name in CATCHERS if found.caught[name] == NOTHING]
    for name, who in CATCHERS.items():
        rule, _, says = found.caught[name].partition(": ")
        if who not in silent and name != "tests":
            yield f"{who} warns (`{rule}`: {says})"
        elif who not in silent:
            yield f"the tests {says}" if says else f"the test `{rule}` fails"
    if len(silent) == len(CATCHERS):
        yield "nobody: the linter, the type checker and the tests say nothing"
    elif silent:
        yield f"{' and '.join(silent)} say{'s' * (silent in (['the linter'], ['the type checker']))} nothing"


def pascal(name: str) -> str:
    """`line_item` as the name of a class."""
    return "".join(map(str.capitalize, name.split("_")))
