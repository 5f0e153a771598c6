"""What gets another name in a database, when a resource or a field does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from .resource import Resource
from .tables import CHECK, FOREIGN, UNIQUE, Table, tables


@dataclass(frozen=True)
class Index:
    """An index, or a unique constraint; `loose` is a unique index that is no constraint, `folded` one without case."""

    old: str
    new: str
    columns: tuple[str, ...]
    unique: bool
    loose: bool = False
    folded: bool = False


@dataclass(frozen=True)
class Check:
    """A constraint that keeps a column between a least and a most: what stands behind its name."""

    old: str
    new: str
    column: str
    ends: tuple[str, ...]


@dataclass(frozen=True)
class Key:
    """A foreign key. `rule` is that of the model; one that a person made has rules of its own."""

    old: str
    new: str
    columns: tuple[str, ...]
    target: str
    rule: str = ""
    remote: str = "id"
    on_delete: str = ""
    on_update: str = ""


@dataclass(frozen=True)
class Renamed:
    """One table, and what of it has another name afterwards."""

    old: str
    new: str
    joins: bool
    columns: list[tuple[str, str]] = field(default_factory=list)
    indexes: list[Index] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)

    @property
    def constraints(self) -> list[tuple[str, str]]:
        """The names of foreign keys and checks, before and after."""
        return [*((key.old, key.new) for key in self.keys), *((check.old, check.new) for check in self.checks)]

    @property
    def lowered(self) -> list[tuple[str, str]]:
        """The columns that MySQL has in lower case, beside those that are unique without regard to case."""
        folded = {column for index in self.indexes if index.folded for column in index.columns}
        return [(f"{old}_lower", f"{new}_lower") for old, new in self.columns if new in folded]

    def only(self, wanted: Callable[[Index | Check], bool]) -> Renamed:
        """The same without the indexes and checks that are not wanted."""
        indexes, checks = filter(wanted, self.indexes), filter(wanted, self.checks)
        return replace(self, indexes=list(indexes), checks=list(checks))


def between(before: Sequence[Resource], after: Sequence[Resource]) -> list[Renamed]:
    """What is renamed; both models have the same resources and fields, in the same order."""
    pairs = zip(tables(before), tables(after), strict=True)
    return [one for old, new in pairs if _any(one := _renamed(old, new))]


def _any(one: Renamed) -> bool:
    return one.old != one.new or bool(one.columns)


def _renamed(old: Table, new: Table) -> Renamed:
    found = Renamed(old.name, new.name, new.joins)
    for was, now in zip(old.columns, new.columns, strict=True):
        if was.name != now.name:
            found.columns.append((was.name, now.name))
        if now.index and (names := _names(old, new, now.index, (was.name,), (now.name,))):
            found.indexes.append(Index(*names, (now.name,), now.index == UNIQUE, folded=now.folded))
        if now.target and (names := _names(old, new, FOREIGN, (was.name,), (now.name,))):
            found.keys.append(Key(*names, (now.name,), now.target, now.rule))
        if now.check and (names := _names(old, new, CHECK, (was.name,), (now.name,))):
            found.checks.append(Check(*names, now.name, now.check))
    for before, after in zip(old.rules, new.rules, strict=True):
        if names := _names(old, new, after.kind, before.columns, after.columns):
            found.indexes.append(Index(*names, after.columns, after.kind == UNIQUE))
    return found


def _names(old: Table, new: Table, kind: str, was: Sequence[str], now: Sequence[str]) -> tuple[str, str] | None:
    names = old.named(kind, *was), new.named(kind, *now)
    return names if names[0] != names[1] else None
