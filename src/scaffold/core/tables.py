"""The tables of a model: the names of all that a database keeps for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .resource import Field, Resource

RESTRICT, SET_NULL, CASCADE = "restrict", "set null", "cascade"


@dataclass(frozen=True)
class Column:
    """A column, whether it has an `index` or is `unique`, and the table that it refers to."""

    name: str
    index: str = ""
    target: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Table:
    """The table of a resource, with an id, or one that joins two."""

    name: str
    columns: tuple[Column, ...]
    joins: bool = False


def tables(resources: Sequence[Resource]) -> Iterator[Table]:
    """All tables, in the order of the resources and of their fields."""
    plurals = {one.name: one.plural for one in resources}
    for one in resources:
        columns = tuple(_column(field, plurals) for field in one.fields if not field.many)
        yield Table(one.plural, columns)
        for field in one.fields:
            if field.many:
                other = f"{'other_' * (field.target == one.name)}{field.target}_id"
                own = Column(f"{one.name}_id", "index", one.plural, CASCADE)
                joined = (own, Column(other, "index", plurals[field.target], CASCADE))
                yield Table(f"{one.plural}_{field.name}", joined, joins=True)


def _column(field: Field, plurals: dict[str, str]) -> Column:
    refers = field.type == "references"
    index = "unique" if field.unique else field.index or "index" * refers
    if not refers:
        return Column(field.name, index)
    return Column(field.column, index, plurals[field.target], field.rule.replace("_", " "))
