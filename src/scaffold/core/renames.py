"""What gets another name in a database, when a resource or a field does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from .resource import Resource
from .tables import Column, Table, tables


@dataclass(frozen=True)
class Index:
    """An index, or a unique constraint; `loose` is a unique index that is no constraint."""

    old: str
    new: str
    columns: tuple[str, ...]
    unique: bool
    loose: bool = False


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

    def with_indexes(self, wanted: Callable[[Index], bool]) -> Renamed:
        """The same without the indexes that are not wanted."""
        return replace(self, indexes=[index for index in self.indexes if wanted(index)])


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
        if now.index and (names := _names(old, was, new, now, now.index)):
            found.indexes.append(Index(*names, (now.name,), now.index == "unique"))
        if now.target and (names := _names(old, was, new, now, "foreign")):
            found.keys.append(Key(*names, (now.name,), now.target, now.rule))
    return found


def _names(old: Table, was: Column, new: Table, now: Column, kind: str) -> tuple[str, str] | None:
    names = (f"{old.name}_{was.name}_{kind}", f"{new.name}_{now.name}_{kind}")
    return names if names[0] != names[1] else None
