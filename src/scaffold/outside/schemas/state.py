"""What has been read of a file of SQL so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlglot.dialects.dialect import Dialect

from scaffold.core.importing.schema import Column, Key, Note, Schema, Table

from .words import names

_DIALECTS = {"postgresql": "postgres", "mysql": "mysql", "sqlite": "sqlite"}


@dataclass
class State:
    """The schema, and what its statements say about each other: types, and names of unique indexes."""

    language: str
    schema: Schema = field(init=False)
    dialect: Dialect = field(init=False)
    types: dict[str, Column] = field(default_factory=dict)
    indexes: dict[str, Key] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.schema = Schema(self.language)
        self.dialect = Dialect.get_or_raise(_DIALECTS[self.language])

    def add(self, path: str, line: int) -> Table | None:
        """A new table of this path; None when there is one already."""
        parts = names(path)
        full, last = ".".join(parts).lower(), parts[-1].lower()
        if full in self._known:
            return None
        # Why the schema in front: two schemas may have a table of the same name, and the second says whose it is.
        key = last if last not in self.schema.tables else "_".join(parts).lower()
        table = Table(parts[-1] if key == last else "_".join(parts), line)
        self.schema.tables[key] = table
        self._known |= {full: key, last: self._known.get(last, key)}
        return table

    def key(self, path: str) -> str:
        """What the table of a path is known by in the schema, whether it is there or not."""
        full = path.lower()
        return self._known.get(full) or self._known.get(full.rpartition(".")[2]) or full.rpartition(".")[2]

    def table(self, path: str) -> Table | None:
        """The table of a path as it is written."""
        return self.schema.tables.get(self.key(".".join(names(path))))

    def drop(self, path: str) -> None:
        """Forgets a table."""
        key = self.key(".".join(names(path)))
        if table := self.schema.tables.pop(key, None):
            self.schema.notes = [one for one in self.schema.notes if one.table != table.name]
        self._known = {known: to for known, to in self._known.items() if to != key}

    def tell(self, kind: str, line: int, table: str, what: str, why: str = "") -> None:
        """Keeps what no line will say."""
        self.schema.notes.append(Note(kind, line, table, " ".join(what.split()), why))
