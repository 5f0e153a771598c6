"""The tables of a model: the names of all that a database keeps for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import types
from .resource import Field, Resource

RESTRICT, SET_NULL, CASCADE = "restrict", "set null", "cascade"
INDEX, UNIQUE, FOREIGN, CHECK = "index", "unique", "foreign", "check"


@dataclass(frozen=True)
class Column:
    """A column, whether it has an `index` or is `unique`, and the table that it refers to.

    `folded` is unique without regard to case; `least` and `most` are kept by a check. One that is `filled` has a
    default: rows without a value get that.
    """

    name: str
    index: str = ""
    target: str = ""
    rule: str = ""
    type: str = ""
    null: bool = False
    folded: bool = False
    filled: bool = field(default=False, compare=False)
    least: str | None = None
    most: str | None = None

    @property
    def check(self) -> tuple[str, ...]:
        """What a value has to be, as a database reads it: what stands behind the column, once or twice."""
        ends = ((">=", self.least), ("<=", self.most))
        return tuple(f"{sign} {number}" for sign, number in ends if number is not None)


@dataclass(frozen=True)
class Several:
    """What several columns are together: `unique`, or an `index`."""

    kind: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The table of a resource, with an id, or one that joins two."""

    name: str
    columns: tuple[Column, ...]
    joins: bool = False
    rules: tuple[Several, ...] = ()

    def named(self, kind: str, *columns: str) -> str:
        """What an index or a constraint of these columns is called."""
        return "_".join([self.name, *columns, kind])


# The table of the feature `jobs`, as the templates have it.
QUEUED_JOB = (
    "queued_job name:string{100}! payload:text! key:string{200}:uniq run_at:datetime:index attempts:integer! error:text"
)

# The tables of the feature `accounts`.
ACCOUNTS = (
    "account email:email!:uniq password:string{200}",
    "account_token account:references{account,cascade}! purpose:string{10}! digest:string{64}!:uniq "
    "label:string{255}! expires_at:datetime!",
)


def lines(answers: Mapping[str, Any]) -> list[str]:
    """The lines of all that has a table in a project with these answers: resources, and what a feature keeps."""
    found = list(answers.get("resources") or ())
    features = answers.get("features") or ()
    kept = {"jobs": [QUEUED_JOB], "accounts": ACCOUNTS}
    return found and found + [line for feature, own in kept.items() if feature in features for line in own]


def tables(resources: Sequence[Resource]) -> Iterator[Table]:
    """All tables, in the order of the resources and of their fields."""
    plurals = {one.name: one.plural for one in resources}
    for one in resources:
        columns = {member.name: _column(member, plurals) for member in one.fields if not member.many}
        rules = (Several(rule.kind, tuple(columns[name].name for name in rule.fields)) for rule in one.rules)
        yield Table(one.plural, tuple(columns.values()), rules=tuple(rules))
        for member in one.fields:
            if member.many:
                other = f"{'other_' * (member.target == one.name)}{member.target}_id"
                own = Column(f"{one.name}_id", INDEX, one.plural, CASCADE)
                joined = (own, Column(other, INDEX, plurals[member.target], CASCADE))
                yield Table(f"{one.plural}_{member.name}", joined, joins=True)


def _column(one: Field, plurals: dict[str, str]) -> Column:
    refers = one.type == "references"
    index = UNIQUE if one.unique else one.index or INDEX * refers
    null = not one.required and one.default is None
    if refers:
        return Column(one.column, index, plurals[one.target], one.rule.replace("_", " "), null=null)
    least, most = types.bounds(one.arguments) if one.type in types.NUMBERS else (None, None)
    folded, filled = one.index == "iuniq", one.default is not None
    return Column(one.name, index, type=_type(one), null=null, folded=folded, filled=filled, least=least, most=most)


def _type(one: Field) -> str:
    """The type as far as a database keeps it: the length of a string, the digits of a decimal."""
    if one.type == "string":
        return f"string({one.length[1]})"
    return f"decimal{types.digits(one.arguments)}" if one.type == "decimal" else one.type
