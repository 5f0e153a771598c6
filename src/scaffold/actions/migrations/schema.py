"""What a project's migrations have made of indexes, unique constraints and foreign keys: its owner's as well."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

INDEX, UNIQUE, FOREIGN = "index", "unique", "foreign"


@dataclass(frozen=True)
class Made:
    """One index or constraint; `unique_index` is a unique index that is no constraint.

    A foreign key has its `target`, the column there, and what happens when that row is deleted or gets another id.
    """

    kind: str
    table: str
    columns: tuple[str, ...]
    unique_index: bool = False
    target: str = ""
    remote: str = "id"
    on_delete: str = ""
    on_update: str = ""


@dataclass
class Schema:
    """What there is, by its name; migrations are read one after the other."""

    made: dict[str, Made] = field(default_factory=dict)

    def drop_table(self, table: str) -> None:
        """Forgets what a table had."""
        self.made = {name: one for name, one in self.made.items() if one.table != table}

    def drop_column(self, table: str, column: str) -> None:
        """Forgets what a column had."""
        self.made = {n: one for n, one in self.made.items() if one.table != table or column not in one.columns}

    def rename_table(self, old: str, new: str) -> None:
        """Follows a table."""
        for name, one in self.made.items():
            table, target = (new if was == old else was for was in (one.table, one.target))
            self.made[name] = replace(one, table=table, target=target)

    def rename_column(self, table: str, old: str, new: str) -> None:
        """Follows a column."""
        for name, one in self.made.items():
            if one.table == table:
                columns = tuple(new if column == old else column for column in one.columns)
                self.made[name] = replace(one, columns=columns)

    def rename(self, old: str, new: str) -> None:
        """Follows an index or a constraint."""
        if old in self.made:
            self.made[new] = self.made.pop(old)
