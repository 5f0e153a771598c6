"""A schema as it was found, whichever language told it: tables, columns, keys, and where each stands."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Note:
    """Something that no line says, of one `kind`; `table` is what it was found in, and `what` the thing itself."""

    kind: str
    line: int
    table: str
    what: str
    why: str = ""


@dataclass(frozen=True)
class Kind:
    """A type: its word in small letters, what stands in its parentheses, and how it was written."""

    word: str
    sizes: tuple[int, ...] = ()
    values: tuple[str, ...] = ()
    many: bool = False
    unsigned: bool = False
    text: str = ""


@dataclass(frozen=True)
class Default:
    """What a row has without a value: a `word`, `now`, a `sequence`, or something `other` that no line can say."""

    kind: str
    text: str = ""


@dataclass(frozen=True)
class Limit:
    """What a check asks of one column.

    `least` and `most` include the value, `above` and `below` do not; `shortest` and `longest` are numbers of
    characters; `values` are all that there are; `pattern` is a regular expression; `null` and `json` have no value.
    """

    kind: str
    column: str
    words: tuple[str, ...] = ()
    line: int = 0


@dataclass
class Column:
    """A column. `automatic` is one that the database counts; `hidden` is in no answer.

    `small` is the column whose small letters a generated one has.
    """

    name: str
    kind: Kind
    line: int
    required: bool = False
    default: Default | None = None
    automatic: bool = False
    generated: bool = False
    small: str = ""
    folded: bool = False
    hidden: bool = False
    limits: list[Limit] = field(default_factory=list)


@dataclass(frozen=True)
class Key:
    """Columns that are `unique` together, or have an index; `folded` ones are compared without regard to case."""

    columns: tuple[str, ...]
    line: int
    unique: bool = False
    folded: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Relation:
    """Columns that hold the key of a row of another table; `to` are its columns, if they are told.

    `rule` is what becomes of a row when that one is deleted: `cascade`, `set null`, `restrict`, or unsaid. `many` is a
    list of such rows, as documents have them.
    """

    columns: tuple[str, ...]
    table: str
    line: int
    to: tuple[str, ...] = ()
    rule: str = ""
    many: bool = False


@dataclass
class Table:
    """A table: `columns` and `primary` by their names in small letters, as all keys and relations have them."""

    name: str
    line: int
    columns: dict[str, Column] = field(default_factory=dict)
    primary: tuple[str, ...] = ()
    keys: list[Key] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)


@dataclass
class Schema:
    """All tables of a file, by their names in small letters; `language` is what it was read as."""

    language: str
    tables: dict[str, Table] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
