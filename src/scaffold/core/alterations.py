"""What other rules do to tables that are there: constraints that come and go, and what their rows must not be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .resource import Resource
from .tables import CHECK, INDEX, UNIQUE, Column, Table, tables

FOLDED, REQUIRED, SHORTER = "folded", "required", "shorter"
LENGTH = re.compile(r"string\((\d+)\)")


@dataclass(frozen=True)
class Constraint:
    """What a table has under a name: `unique`, `folded` (unique without regard to case), an `index`, or a `check`."""

    kind: str
    name: str
    columns: tuple[str, ...]
    ends: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """Which rows break a rule: they would keep a migration from being applied. `said` is the rule as a line has it."""

    kind: str
    columns: tuple[str, ...]
    said: str
    ends: tuple[str, ...] = ()
    most: int = 0


@dataclass(frozen=True)
class Altered:
    """A table of both models: the constraints that only one of them has, and what rows are asked before."""

    table: str
    dropped: tuple[Constraint, ...]
    added: tuple[Constraint, ...]
    questions: tuple[Question, ...]

    @property
    def changed(self) -> tuple[Constraint, ...]:
        """The added ones that replace one of the same name."""
        names = {one.name for one in self.dropped}
        return tuple(one for one in self.added if one.name in names)


def same(before: Sequence[Resource], after: Sequence[Resource]) -> bool:
    """Whether a database keeps the same for both models."""
    old, new = (sorted(tables(model), key=lambda table: table.name) for model in (before, after))
    return old == new


def between(before: Sequence[Resource], after: Sequence[Resource]) -> list[Altered]:
    """What is altered in the tables that are in both models, and what the tools leave out of a new one."""
    old = {table.name: table for table in tables(before)}
    found = [_altered(old[table.name], table) if table.name in old else _made(table) for table in tables(after)]
    return [one for one in found if one.dropped or one.added or one.questions]


def _made(table: Table) -> Altered:
    return Altered(table.name, (), tuple(one for one in _constraints(table) if one.kind == FOLDED), ())


def _altered(old: Table, new: Table) -> Altered:
    had, has = _constraints(old), _constraints(new)
    dropped = tuple(one for one in had if one not in has)
    added = tuple(one for one in has if one not in had)
    kept = {one.name: one for one in dropped}
    asked = [one for one in added if not (one.name in kept and _implies(kept[one.name], one))]
    return Altered(new.name, dropped, added, tuple(_questions(old, new, asked)))


def _implies(was: Constraint, now: Constraint) -> bool:
    """Whether rows that kept to the one keep to the other."""
    if now.kind == CHECK:
        old, new = _numbers(was), _numbers(now)
        return all(sign in old and _is_wider(sign, new[sign], old[sign]) for sign in new)
    return (was.kind, now.kind) == (FOLDED, UNIQUE)


def _numbers(check: Constraint) -> dict[str, Decimal]:
    return {sign: Decimal(number) for sign, number in (end.split(" ") for end in check.ends)}


def _is_wider(sign: str, one: Decimal, other: Decimal) -> bool:
    return one <= other if sign == ">=" else one >= other


def _constraints(table: Table) -> list[Constraint]:
    found = []
    for column in table.columns:
        own = (column.name,)
        if column.index:
            kind = FOLDED if column.folded else column.index
            found.append(Constraint(kind, table.named(column.index, *own), own))
        if column.check:
            found.append(Constraint(CHECK, table.named(CHECK, *own), own, column.check))
    several = (Constraint(rule.kind, table.named(rule.kind, *rule.columns), rule.columns) for rule in table.rules)
    return [*found, *several]


def _questions(old: Table, new: Table, added: Sequence[Constraint]) -> Iterator[Question]:
    """Why only of columns that were there: a new one has no value yet, or one that was chosen to keep to the rules."""
    there = {column.name: column for column in old.columns}
    for column in new.columns:
        if (was := there.get(column.name)) is None:
            continue
        if was.null and not column.null and not column.filled:
            yield Question(REQUIRED, (column.name,), f"{column.name}!")
        if _length(column) < _length(was):
            yield Question(SHORTER, (column.name,), f"{column.name}{{{_length(column)}}}", most=_length(column))
    for one in added:
        if one.kind != INDEX and there.keys() >= set(one.columns):
            yield Question(one.kind, one.columns, _said(one), one.ends)


def _length(column: Column) -> int:
    match = LENGTH.fullmatch(column.type)
    return int(match[1]) if match else 0


def _said(one: Constraint) -> str:
    (column, *others) = one.columns
    if one.kind == CHECK:
        ends = {sign: number for sign, _, number in (end.partition(" ") for end in one.ends)}
        return f"{column}{{{ends.get('>=', '')}..{ends.get('<=', '')}}}"
    if others or one.kind not in (UNIQUE, FOLDED):
        return f"{UNIQUE}({','.join(one.columns)})"
    return f"{column}:{'iuniq' if one.kind == FOLDED else 'uniq'}"
