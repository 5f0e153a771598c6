"""What the steps of an import share: the tables, what they are called, and what could not be said."""

from __future__ import annotations

from dataclasses import dataclass, field

from scaffold.core.names import shown

from .naming import base
from .notes import Told
from .schema import Kind, Schema

_WHOLE = frozenset(
    """
    smallint int2 int int4 integer mediumint tinyint bigint int8 serial serial2 serial4 serial8 smallserial bigserial
    number long oid
    """.split()
)
# How much of a check or of a list of values is shown.
_LIMIT = 240
_KEY_ENDS = ("id", "pk", "_no", "_nr", "key", "num", "uuid", "guid")
_UUIDS = frozenset(["uuid", "guid", "uniqueidentifier"])


@dataclass
class Work:
    """An import under way; `names` has the name and the plural of the resource for the key of a table.

    `prefix` is what the names of all tables begin with, and is left out.
    """

    schema: Schema
    names: dict[str, tuple[str, str]]
    prefix: str = ""
    _notes: dict[Told, None] = field(default_factory=dict)
    by_name: set[tuple[str, str]] = field(default_factory=set)

    def tell(self, kind: str, line: int, resource: str, text: str) -> None:
        """Keeps what could not be said."""
        self._notes[Told(kind, line, resource, shown(text, _LIMIT))] = None

    @property
    def notes(self) -> tuple[Told, ...]:
        """All that was kept, once each."""
        return tuple(self._notes)

    def name(self, key: str) -> str:
        """The resource of a table."""
        return self.names[key][0]


def whole(kind: Kind) -> bool:
    """Whether values of this type are whole numbers."""
    word = kind.word
    return not kind.many and (word in _WHOLE or (word in ("numeric", "decimal") and kind.sizes[1:] in ((), (0,))))


def unique_id(kind: Kind) -> bool:
    """Whether values of this type are uuids."""
    return not kind.many and (kind.word in _UUIDS or (kind.word in ("char", "binary", "varchar", "character")
                              and kind.sizes in ((36,), (16,))))  # fmt: skip


def own_id(work: Work, key: str) -> str:
    """The column that is the `id` here: a key of one column that holds nothing but a number or a uuid.

    Of a key of several columns, and without any key, it is the one that the database counts. Empty when the key says
    something.
    """
    table, resource = work.schema.tables[key], work.name(key)
    if len(table.primary) > 1:
        return next((name for name in table.primary if table.columns[name].automatic), "")
    counted = [name for name, column in table.columns.items() if column.automatic]
    name = next(iter(table.primary or (counted if len(counted) == 1 else ["id"])), "")
    column = table.columns.get(name)
    if column is None or (name,) in {one.columns for one in table.relations}:
        return ""
    if column.automatic or name == "id":
        return name if column.automatic or whole(column.kind) or unique_id(column.kind) else ""
    # Why the name: a number that is not counted may mean something, such as a year, or a row of another table.
    short = base(column.name)
    others = {one for one, _ in work.names.values()} - {resource}
    called = name.endswith(_KEY_ENDS) and short not in others
    if unique_id(column.kind):
        return name if (called and short in (resource, name)) or column.default or name in ("uuid", "guid") else ""
    return name if called and whole(column.kind) else ""
