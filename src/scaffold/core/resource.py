"""One resource: the line that a person types, read, checked and written back in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from . import modifiers as written
from . import names, patterns, types, words
from .problem import Problem, nearest, refuse

GRAMMAR = (
    "NAME FIELD:TYPE{ARGUMENTS}MODIFIERS ... unique(FIELD,FIELD) index(FIELD,FIELD)",
    "types: " + " ".join(types.TYPES[:8]),
    "       " + " ".join(types.TYPES[8:]),
    "modifiers: [] ~pattern ! :uniq :iuniq :index :private =default",
    "example: post title:string{3..120}! author:references{user,cascade}",
    "`scaffold docs resources` has one for each word",
)
LINE_LIMIT = 20_000

_HEAD = re.compile(r"(?P<name>[^()]*)(\((?P<plural>[^()]*)\))?")
_FIELD = re.compile(r"(?P<name>[^:]*):(?P<type>[A-Za-z]\w*)(\{(?P<arguments>[^{}]*)\})?(?P<rest>.*)")
_RULE = re.compile(r"(?P<kind>unique|index)\((?P<fields>[^()]*)\)")
# A rule as it is typed: `unique (user, post)`; the head of a line, `index(indexes)`, is none.
_TYPED_RULE = re.compile(r"(?<=\s)(unique|index)\s*\(([^()]*)\)")


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
    pattern: str = ""
    private: bool = False

    @property
    def target(self) -> str:
        """The resource that a reference points to."""
        return self.arguments[0] if self.arguments else self.name

    @property
    def column(self) -> str:
        """The name in the database; a list of references has a join table instead."""
        return f"{self.name}_id" if self.type == "references" else self.name

    @property
    def needs_row(self) -> bool:
        """Whether no row can be without one of the resource that this points to."""
        return self.type == "references" and self.required and not self.many

    @property
    def rule(self) -> str:
        """What becomes of a row when the one that it refers to is deleted: `restrict`, `set_null` or `cascade`."""
        return self.arguments[1] if len(self.arguments) > 1 else types.usual_rule(required=self.required)

    @property
    def unique(self) -> bool:
        """Whether no two rows have the same value, with regard to case or without."""
        return self.index in ("uniq", "iuniq")

    @property
    def length(self) -> tuple[int, int]:
        """The least and the most characters of a string or a text."""
        return types.length(self.type, self.arguments, required=self.required or self.unique)

    def __str__(self) -> str:
        arguments = "{" + ",".join(self.arguments) + "}" if self.arguments else ""
        return (
            f"{self.name}:{self.type}{arguments}{'[]' * self.many}"
            f"{'~' * bool(self.pattern)}{self.pattern}{'!' * self.required}"
            f"{':' * bool(self.index)}{self.index}{':private' * self.private}"
            f"{'' if self.default is None else '=' + self.default}"
        )


@dataclass(frozen=True)
class Rule:
    """What several fields of a resource are together: `unique` or an `index`."""

    kind: str
    fields: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.kind}({','.join(self.fields)})"


@dataclass(frozen=True)
class Resource:
    """One table, its routes and its tests."""

    name: str
    plural: str
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()

    def __str__(self) -> str:
        # Why both: a line is read by the dictionary where it is typed, and with an `s` where it is kept.
        usual = self.plural == f"{self.name}s" == names.plural(self.name)
        head = self.name if usual else f"{self.name}({self.plural})"
        return " ".join([head, *map(str, self.fields), *map(str, self.rules)])


def parse(line: str, *, stored: bool = False) -> Resource:
    """Reads one line. Raises Problem or Problems with everything that is wrong in it.

    A line that is `stored` is one of a project: names that were reserved since can still be read, and so be changed.
    """
    refuse(_unreadable(line))
    head, *rest = _TYPED_RULE.sub(_without_spaces, line).split()
    problems: list[Problem] = []
    name, plural = _head(head, line, problems, stored)
    fields: list[Field] = []
    rules: list[Rule] = []
    for word in rest:
        if match := _RULE.fullmatch(word):
            rules += filter(None, [_rule(match, word, line, problems)])
        else:
            fields += filter(None, [_field(word, line, problems, stored)])
    if all(map(_RULE.fullmatch, rest)):
        problems.append(malformed(head, line, "a resource has at least one field"))
    refuse(problems)
    return Resource(name, plural, tuple(fields), tuple(rules))


def _without_spaces(match: re.Match[str]) -> str:
    return f"{match[1]}({''.join(match[2].split())})"


def _rule(match: re.Match[str], word: str, line: str, problems: list[Problem]) -> Rule | None:
    fields = tuple(match["fields"].split(","))
    if len(set(fields)) == len(fields) > 1 and all(map(names.NAME.fullmatch, fields)):
        return Rule(match["kind"], fields)
    one = "`:uniq`" if match["kind"] == "unique" else "`:index`"
    why = f"it takes two fields or more, each once: `{match['kind']}(user,post)`; one field takes {one}"
    problems.append(malformed(word, line, why))
    return None


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
    modifiers, default = written.split(match["rest"])
    given = match["arguments"]
    required, index = "!" in modifiers, next((word[1:] for word in modifiers if word in written.INDEXES), "")
    arguments = () if given is None else tuple(given.split(","))
    if kind == "references" and "[]" in modifiers and len(arguments) > 1:
        raise ValueError("a list takes no delete rule: its rows of the join table go with either side")
    # Why: nobody means a unique text that is empty.
    filled = required or (kind in types.SIZED and index.endswith("uniq"))
    arguments = types.arguments(kind, written.bounded(kind, arguments, modifiers), required=filled)
    if kind == "enum" and len(arguments) == 1 and index == "uniq" and not stored:
        raise ValueError("an `enum` of one value cannot be unique: only one row could have it")
    if kind == "references":
        if arguments and (why := _ill_formed(arguments[0])):
            raise ValueError(why)
        arguments = () if arguments == (name,) else arguments
    pattern = next((word[1:] for word in modifiers if word.startswith("~")), None)
    written.check(kind, modifiers, default)
    if pattern is not None:
        patterns.check(pattern, *types.length(kind, arguments, required=filled))
    if not stored and (why := words.reason_against_field(name, standalone=kind != "references")):
        raise Problem(
            code="field-reserved",
            what=f"`{name}` cannot be a field",
            why=why,
            fix=f"choose another name, such as `the_{name}`",
        )
    default = None if default is None else types.default(kind, arguments, default)
    if pattern and default is not None and not re.fullmatch(patterns.PATTERNS[pattern].text, default):
        raise ValueError(f"the default is not written as `~{pattern}` says")
    return Field(
        name=name,
        type=kind,
        arguments=arguments,
        many="[]" in modifiers,
        required=required,
        index=index,
        default=default,
        pattern=pattern or "",
        private=":private" in modifiers,
    )


def _no_type(kind: str) -> str:
    small = kind.lower()
    if small in types.TYPES:
        return f"`{names.shown(kind)}` is no type; types have small letters: `{small}`"
    meant = types.MEANT.get(small.replace("_", ""))
    near = f"write `{meant}`" if meant else nearest(small, types.TYPES)
    return f"`{names.shown(kind)}` is no type; " + (near or f"the types are {' '.join(types.TYPES)}")
