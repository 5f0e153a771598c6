"""One resource: the line that a person types, read, checked and written back in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from . import names, types, words
from .problem import Problem, nearest, refuse

GRAMMAR = (
    "NAME[(PLURAL)] FIELD:TYPE[{ARGUMENTS}][[]][!][:uniq|:index][=DEFAULT] ...",
    "types: " + " ".join(types.TYPES),
    "example: post title:string{120}! body:text author:references{user} tags:references{tag}[]",
)
LINE_LIMIT = 20_000

_HEAD = re.compile(r"(?P<name>[^()]*)(\((?P<plural>[^()]*)\))?")
_FIELD = re.compile(r"(?P<name>[^:]*):(?P<type>[A-Za-z]\w*)(\{(?P<arguments>[^{}]*)\})?(?P<rest>.*)")
_MODIFIER = re.compile(r"\[\]|!|:uniq\b|:index\b")


@dataclass(frozen=True)
class Field:
    """One column, foreign key or join table of a resource."""

    name: str
    type: str
    arguments: tuple[str, ...] = ()
    many: bool = False
    required: bool = False
    index: str = ""
    default: str | None = None

    @property
    def target(self) -> str:
        """The resource that a reference points to."""
        return self.arguments[0] if self.arguments else self.name

    @property
    def column(self) -> str:
        """The name in the database; a list of references has a join table instead."""
        return f"{self.name}_id" if self.type == "references" else self.name

    def __str__(self) -> str:
        arguments = "{" + ",".join(self.arguments) + "}" if self.arguments else ""
        return (
            f"{self.name}:{self.type}{arguments}{'[]' * self.many}{'!' * self.required}"
            f"{':' * bool(self.index)}{self.index}"
            f"{'' if self.default is None else '=' + self.default}"
        )


@dataclass(frozen=True)
class Resource:
    """One table, its routes and its tests."""

    name: str
    plural: str
    fields: tuple[Field, ...]

    def __str__(self) -> str:
        # Why both: a line is read by the dictionary where it is typed, and with an `s` where it is kept.
        usual = self.plural == f"{self.name}s" == names.plural(self.name)
        head = self.name if usual else f"{self.name}({self.plural})"
        return " ".join([head, *map(str, self.fields)])


def parse(line: str, *, stored: bool = False) -> Resource:
    """Reads one line. Raises Problem or Problems with everything that is wrong in it.

    A line that is `stored` is one of a project: names that were reserved since can still be read, and so be changed.
    """
    refuse(_unreadable(line))
    head, *rest = line.split()
    problems: list[Problem] = []
    name, plural = _head(head, line, problems, stored)
    fields = [field for word in rest if (field := _field(word, line, problems, stored))]
    if not rest:
        problems.append(malformed(head, line, "a resource has at least one field"))
    refuse(problems)
    return Resource(name, plural, tuple(fields))


def stored(lines: Iterable[str] | None) -> list[Resource]:
    """The resources of a project, as its answers have them. Raises Problem or Problems for what cannot be read."""
    return [parse(line, stored=True) for line in lines or ()]


def malformed(word: str, line: str, why: str) -> Problem:
    """The problem of a line that cannot be read: names the word and shows the grammar."""
    return Problem(
        code="resource-line",
        what=f"cannot read `{names.shown(word)}` in the resource `{names.shown(line)}`",
        why=why,
        fix="\n".join(("write one line per resource:", *GRAMMAR)),
    )


def _unreadable(line: str) -> list[Problem]:
    if not line.strip():
        return [malformed(line, line, "the line is empty")]
    if len(line) > LINE_LIMIT:
        return [malformed(line[:40], line, f"the line is longer than {LINE_LIMIT:,} characters")]
    hidden = [character for character in line if not character.isprintable()]
    if hidden:
        return [
            malformed(
                next(word for word in line.split(" ") if hidden[0] in word),
                line,
                f"it has a character that cannot be seen, U+{ord(hidden[0]):04X}",
            )
        ]
    return []


def _head(word: str, line: str, problems: list[Problem], stored: bool) -> tuple[str, str]:
    match = _HEAD.fullmatch(word)
    if not match or ":" in word:
        problems.append(malformed(word, line, "a line starts with the name of the resource"))
        return "", ""
    name, given = match["name"], match["plural"]
    if why := _ill_formed(name):
        problems.append(malformed(name or word, line, why))
        return "", ""
    usual = f"{name}s" if stored else names.plural(name)
    plural = usual if given is None else given
    if why := _ill_formed(plural, names.PLURAL_LIMIT):
        problems.append(malformed(plural or word, line, f"as the plural of `{name}`, {why}"))
        return "", ""
    if not stored and (problem := _head_problem(name, plural, given is not None)):
        problems.append(problem)
    return name, plural


def _ill_formed(name: str, limit: int = names.NAME_LIMIT) -> str | None:
    if not names.NAME.fullmatch(name):
        return "a name has small letters, digits and single `_`, and starts with a letter"
    if len(name) > limit:
        return f"the name has {len(name)} characters, and the limit is {limit}"
    return None


def _head_problem(name: str, plural: str, given: bool) -> Problem | None:
    what = f"`{name}` cannot be a resource"
    if why := words.reason_against_resource(name, plural):
        return Problem(
            code="resource-reserved",
            what=what,
            why=why,
            fix=f"choose another name, such as `my_{name}`",
        )
    one = None if given else names.singular(name)
    if one:
        return Problem(
            code="resource-plural",
            what=what,
            why=f"`{name}` reads as a plural, and a resource is named after one of its kind",
            fix=f"write `{one} ...`, or give the plural: `{name}({name}_list) ...`",
        )
    if plural == name:
        return Problem(
            code="resource-plural",
            what=what,
            why=f"`{name}` has no plural of its own, and the list needs another word",
            fix=f"give the plural: `{name}({name}_items) ...`",
        )
    return None


def _field(word: str, line: str, problems: list[Problem], stored: bool) -> Field | None:
    try:
        return _read_field(word, stored)
    except ValueError as error:
        problems.append(malformed(word, line, str(error)))
    except Problem as problem:
        problems.append(problem)
    return None


def _read_field(word: str, stored: bool) -> Field:
    match = _FIELD.fullmatch(word)
    if not match:
        raise ValueError("a field is a name, a colon and a type, such as `title:string`")
    name, kind = match["name"], match["type"]
    if why := _ill_formed(name):
        raise ValueError(why)
    if kind not in types.TYPES:
        raise ValueError(_no_type(kind))
    given = match["arguments"]
    arguments = types.arguments(kind, () if given is None else tuple(given.split(",")))
    if kind == "references":
        if arguments and (why := _ill_formed(arguments[0])):
            raise ValueError(why)
        arguments = () if arguments == (name,) else arguments
    modifiers, default = _split(match["rest"], kind)
    _check_modifiers(kind, modifiers, default)
    if not stored and (why := words.reason_against_field(name, standalone=kind != "references")):
        raise Problem(
            code="field-reserved",
            what=f"`{name}` cannot be a field",
            why=why,
            fix=f"choose another name, such as `the_{name}`",
        )
    return Field(
        name=name,
        type=kind,
        arguments=arguments,
        many="[]" in modifiers,
        required="!" in modifiers,
        index=next((word[1:] for word in modifiers if word in (":uniq", ":index")), ""),
        default=None if default is None else types.default(kind, arguments, default),
    )


def _no_type(kind: str) -> str:
    small = kind.lower()
    if small in types.TYPES:
        return f"`{names.shown(kind)}` is no type; types have small letters: `{small}`"
    meant = types.MEANT.get(small.replace("_", ""))
    near = f"write `{meant}`" if meant else nearest(small, types.TYPES)
    return f"`{names.shown(kind)}` is no type; " + (near or f"the types are {' '.join(types.TYPES)}")


def _split(rest: str, kind: str) -> tuple[list[str], str | None]:
    """The modifiers, and the default if there is one.

    Why the end of a default is looked at: modifiers come in any order, so `=0:index` has one.
    """
    before, equals, default = rest.partition("=")
    after = re.search(r"((:uniq|:index)*)$", default)
    if equals and after and after[1]:
        default = default[: after.start()]
        before += after[1]
    modifiers = _MODIFIER.findall(before)
    if "".join(modifiers) != before:
        raise ValueError(f"`{names.shown(before)}` is no modifier; they are `[]` `!` `:uniq` `:index` `=default`")
    return modifiers, default if equals else None


def _check_modifiers(kind: str, modifiers: list[str], default: str | None) -> None:
    if len(set(modifiers)) < len(modifiers):
        raise ValueError("a modifier is there twice")
    if {":uniq", ":index"} <= set(modifiers):
        raise ValueError("`:uniq` has an index of its own; leave `:index` out")
    if "!" in modifiers and default is not None:
        raise ValueError("a field with a default is never null; leave `!` or the default out")
    if "[]" in modifiers and kind != "references":
        raise ValueError("only `references` takes `[]`")
    if "[]" in modifiers and (len(modifiers) > 1 or default is not None):
        raise ValueError("a list of references takes no other modifier")
    if kind in ("text", "json") and {":uniq", ":index"} & set(modifiers):
        raise ValueError(f"`{kind}` cannot have an index")
    if kind == "boolean" and ":uniq" in modifiers:
        raise ValueError("`boolean` cannot be unique: it has two values")
