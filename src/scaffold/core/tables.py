"""The tables of a model: the names of all that a database keeps for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from . import types
from .resource import Field, Resource

RESTRICT, SET_NULL, CASCADE = "restrict", "set null", "cascade"
INDEX, UNIQUE, FOREIGN, CHECK = "index", "unique", "foreign", "check"


@dataclass(frozen=True)
class Column:
    """A column, whether it has an `index` or is `unique`, and the table that it refers to.

    `folded` is unique without regard to case; `least` and `most` are kept by a check.
    """

    name: str
    index: str = ""
    target: str = ""
    rule: str = ""
    type: str = ""
    null: bool = False
    folded: bool = False
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


def tables(resources: Sequence[Resource]) -> Iterator[Table]:
    """All tables, in the order of the resources and of their fields."""
    plurals = {one.name: one.plural for one in resources}
    for one in resources:
        columns = {field.name: _column(field, plurals) for field in one.fields if not field.many}
        rules = (Several(rule.kind, tuple(columns[name].name for name in rule.fields)) for rule in one.rules)
        yield Table(one.plural, tuple(columns.values()), rules=tuple(rules))
        for field in one.fields:
            if field.many:
                other = f"{'other_' * (field.target == one.name)}{field.target}_id"
                own = Column(f"{one.name}_id", INDEX, one.plural, CASCADE)
                joined = (own, Column(other, INDEX, plurals[field.target], CASCADE))
                yield Table(f"{one.plural}_{field.name}", joined, joins=True)


def _column(field: Field, plurals: dict[str, str]) -> Column:
    refers = field.type == "references"
    index = UNIQUE if field.unique else field.index or INDEX * refers
    null = not field.required and field.default is None
    if refers:
        return Column(field.column, index, plurals[field.target], field.rule.replace("_", " "), null=null)
    least, most = types.bounds(field.arguments) if field.type in types.NUMBERS else (None, None)
    folded = field.index == "iuniq"
    return Column(field.name, index, type=_type(field), null=null, folded=folded, least=least, most=most)


def _type(field: Field) -> str:
    """The type as far as a database keeps it: the length of a string, the digits of a decimal."""
    size = {"string": field.length[1:], "decimal": types.digits(field.arguments)}.get(field.type)
    return f"{field.type}({','.join(map(str, size))})" if size else field.type
