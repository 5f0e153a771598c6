"""Reads what a key or an index is over: columns, and what of it no line can say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlglot.dialects.dialect import Dialect

from . import expressions
from .statements import Part
from .words import NAME, plain

_COLUMN = re.compile(
    rf"(?P<name>{NAME})(?P<prefix>\s*\(\s*\d+\s*\))?(\s+COLLATE\s+(?P<collation>\S+))?(?P<operators>\s+[\w.]+_ops\b)?"
    r"(?P<order>\s+(ASC|DESC)\b)?(?P<nulls>\s+NULLS\s+(FIRST|LAST))?",
    re.IGNORECASE,
)
# What may follow an expression.
_ORDERED = re.compile(r"(\s+COLLATE\s+\S+|\s+[\w.]+_ops|\s+(ASC|DESC)|\s+NULLS\s+(FIRST|LAST))+$", re.IGNORECASE)


@dataclass(frozen=True)
class Over:
    """The columns of a key; `lost` is what of it cannot be said, and `broken` why it cannot be said at all."""

    columns: tuple[str, ...]
    folded: frozenset[str] = frozenset()
    prefix: bool = False
    lost: str = ""
    broken: str = ""


def over(parts: list[Part], dialect: Dialect) -> Over:
    """What the parts in the parentheses of a key are."""
    columns: list[str] = []
    folded: set[str] = set()
    lost, prefix = "", False
    for one in parts:
        if match := _COLUMN.fullmatch(one.text):
            columns.append(plain(match["name"]).lower())
            if (match["collation"] or "").lower().strip('"`') == "nocase":
                folded.add(columns[-1])
            prefix = prefix or bool(match["prefix"])
            descending = (match["order"] or "").strip().upper() == "DESC" or bool(match["nulls"])
            lost = lost or ("its order" if descending else "its operators" if match["operators"] else "")
            continue
        read = expressions.read(_ORDERED.sub("", one.text), dialect)
        name = expressions.folded(read) if read is not None else None
        if not name:
            return Over((), broken=f"it is over `{' '.join(one.text.split())}`")
        columns.append(name)
        folded.add(name)
    return Over(tuple(columns), frozenset(folded), prefix, "the first letters only" if prefix else lost)
