"""What could not be said: its kinds, and how each is counted and told."""

from __future__ import annotations

from dataclasses import dataclass

# Each kind: how it is counted, and whether it is told in one comment at the top, with `names` or by its `lines` alone.
KINDS = {
    "statement": ("not read", ""),
    "table": ("tables left out", ""),
    "partition": ("partitions, which have rows of other tables", "lines"),
    "join": ("tables that only join two others", ""),
    "name": ("names that were changed", ""),
    "key-name": ("keys that are the `id` here", "lines"),
    "uuid-key": ("keys that are uuids, and numbers here", "lines"),
    "key": ("keys and constraints of other kinds", ""),
    "time": ("times that every resource has", "lines"),
    "type": ("types", ""),
    "digits": ("numbers without digits told, or with more than the 15 that are kept here", "lines"),
    "bytes": ("bytes, text here", "lines"),
    "list": ("lists of values, `json` here", "lines"),
    "unsized": ("texts of any length, up to 255 characters here", "lines"),
    "long": ("long texts, up to 16,000 characters here", "lines"),
    "unsigned": ("numbers without a sign, up to 2,147,483,647 here", "lines"),
    "left-out": ("columns that no field can hold", ""),
    "generated": ("generated columns", ""),
    "counted": ("numbers that the database counts", ""),
    "default": ("defaults", ""),
    "json-default": ("defaults of `json`", "lines"),
    "empty": ("defaults that are empty texts: null is stored here", "lines"),
    "null": ("nulls beside a default or in a key", "lines"),
    "check": ("checks", ""),
    "index": ("indexes", ""),
    "time-index": ("indexes with a time that is no field", "lines"),
    "index-detail": ("details of indexes", "lines"),
    "indexed-text": ("texts with an index, up to 255 characters here", "lines"),
    "relation": ("foreign keys", ""),
    "by-name": ("references taken from names of columns, without a foreign key", "names"),
    "by-email": ("columns taken for `email` by their name", "names"),
    "no-row": ("references whose default was 0", "names"),
    "circle": ("circles of required references", ""),
    "polymorphic": ("references to rows of several tables", ""),
    "private": ("secrets, which no answer has", "names"),
    "object": ("schemas that are no resource", "names"),
    "inverse": ("lists of rows that refer back anyway", "names"),
    "read-only": ("values that only a server may set, and ordinary fields here", "names"),
    "repair": ("changes that a project needs", ""),
}


@dataclass(frozen=True)
class Told:
    """A note as it is shown: above the line of its `resource`, or at the top when that is empty."""

    kind: str
    line: int
    resource: str
    text: str
