"""Types of databases and documents as the types of a line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scaffold.core import types

from .schema import Column, Kind

_SAME = {
    word: kind
    for kind, words in {
        "integer": "smallint int2 int int4 integer mediumint tinyint int1 int3 middleint serial serial4 smallserial "
        "serial2",
        "bigint": "bigint big_int int8 bigserial serial8 oid long xid",
        "float": "real float float4 float8 double double_precision binary_float binary_double",
        "boolean": "boolean bool",
        "date": "date",
        "datetime": "timestamp timestamptz datetime datetime2 smalldatetime datetimeoffset timestamp_with_time_zone "
        "timestamp_without_time_zone timestamp_with_local_time_zone",
        "uuid": "uuid guid uniqueidentifier",
        "json": "json jsonb",
        "text": "text clob tinytext ntext nclob long_varchar",
        "email": "email",
        "url": "url",
    }.items()
    for word in words.split()
}
_STRINGS = frozenset(
    """
    varchar character_varying nvarchar varchar2 nvarchar2 char_varying national_varchar national_character_varying
    varying_character string citext name sysname ltree nchar_varying
    """.split()
)
_CHARS = frozenset("char character nchar bpchar national_char national_character native_character".split())
_DECIMALS = frozenset("numeric decimal dec fixed number money smallmoney udecimal".split())
# Types that are not here: what holds their values best, or nothing where no field can.
_NEAREST = {
    word: kind
    for kind, words in {
        "string 20": "time timetz time_with_time_zone time_without_time_zone",
        "string 60": "interval",
        "string 45": "inet cidr inet4 inet6",
        "string 23": "macaddr macaddr8 pg_lsn",
        "string": "varbit bit_varying sql_variant",
        "text": "xml",
        "json": "hstore geometry geography point polygon linestring multipoint multilinestring multipolygon "
        "geometrycollection geomcollection box circle line lseg path int4range int8range numrange tsrange tstzrange "
        "daterange int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange set vector "
        "halfvec sparsevec cube jsonpath",
        "": "tsvector tsquery bytea blob tinyblob mediumblob longblob binary varbinary image rowversion raw",
    }.items()
    for word in words.split()
}
# SQLite takes any word for a type, and means what is in it.
_MARKS = {"int": "integer", "char": "string", "clob text": "text", "real floa doub": "float", "bool": "boolean",
          "date time": "datetime"}  # fmt: skip
_UUID = re.compile(r"uuid|guid")
_ENUM_VALUE = re.compile(r"[A-Za-z0-9_-]{1,30}")


@dataclass(frozen=True)
class Typed:
    """A type of a line with its arguments; no `kind` when the column is left out. `lost` is what is not the same."""

    kind: str
    arguments: tuple[str, ...] = ()
    lost: str = ""
    renamed: tuple[tuple[str, str], ...] = ()


def typed(column: Column) -> Typed:
    """The type that holds the values of a column."""
    kind = column.kind
    word = "_".join(kind.word.replace('"', "").split())
    if kind.many:
        return Typed("json", lost="list")
    if word == "enum" or (kind.values and word != "set"):
        return enum(kind.values)
    if word in ("bit", "tinyint", "year"):
        return _small(kind, word)
    if word in _SAME:
        return _same(_SAME[word], column)
    for words, made in ((_DECIMALS, _decimal), (_STRINGS | _CHARS, _string)):
        if word in words:
            return made(kind, word, column.name)
    return _odd(kind, word)


def _small(kind: Kind, word: str) -> Typed:
    if word == "year":
        return Typed("integer", ("1901..2155",))
    if kind.sizes == (1,) or (word == "bit" and not kind.sizes):
        return Typed("boolean")
    return Typed("bigint", lost="bits as a number") if word == "bit" else Typed("integer", ("0..",) * kind.unsigned)


def _same(same: str, column: Column) -> Typed:
    if same == "text" and column.default and column.default.kind == "now":
        return Typed("datetime")
    if same == "text" and column.kind.sizes and column.kind.sizes[0] <= types.TEXT_LIMIT:
        return _sized(column.kind.sizes[0])
    if same in ("integer", "bigint") and column.kind.unsigned:
        return Typed(same, ("0..",))
    return Typed(same)


def _string(kind: Kind, word: str, name: str) -> Typed:
    if word in _CHARS and kind.sizes == (36,):
        return Typed("uuid") if _UUID.search(name.lower()) else _sized(36)
    size = kind.sizes[0] if kind.sizes else 1 if word in _CHARS and word != "bpchar" else 63 if word == "name" else 0
    return _sized(size) if size else Typed("string", lost="" if word == "ltree" else "unsized")


def _sized(size: int) -> Typed:
    if size <= types.STRING_LIMIT:
        return Typed("string", () if size == 255 else (str(max(size, 1)),))
    if size <= types.TEXT_LIMIT:
        return Typed("text", (f"..{size}",) if size < types.TEXT_LIMIT else ())
    return Typed("text", lost="long")


def _decimal(kind: Kind, word: str, _: str) -> Typed:
    if "money" in word:
        return Typed("decimal", ("15", "2"))
    if not kind.sizes:
        return Typed("decimal", ("15", "4"), lost="digits")
    digits, decimals = kind.sizes[0], kind.sizes[1] if len(kind.sizes) > 1 else 0
    lost = "digits" if digits > 15 else ""
    if not decimals:
        return Typed("integer" if digits <= 9 else "bigint", ("0..",) if kind.unsigned else (), lost)
    if decimals > digits:
        return Typed("float", lost="more decimals than digits; `float` here")
    # Why four: of money and of rates less would be lost than of the digits before them.
    kept = min(decimals, max(15 - (digits - decimals), 4)) if lost else decimals
    sizes = () if (digits, decimals) == (10, 2) else (str(min(digits, 15)), str(kept))
    return Typed("decimal", (*sizes, "0..") if kind.unsigned else sizes, lost)


def _odd(kind: Kind, word: str) -> Typed:
    if word in ("binary", "varbinary") and kind.sizes and 16 != kind.sizes[0] <= types.STRING_LIMIT:
        return Typed("string", (str(kind.sizes[0]),), "bytes")
    if word in ("mediumtext", "longtext"):
        return Typed("text", lost="long")
    if word in _NEAREST:
        nearest, _, size = _NEAREST[word].partition(" ")
        lost = f"no type of a line; `{nearest}` here" if nearest else "out"
        return Typed(nearest, (size,) if size else (), lost)
    for marks, near in _MARKS.items():
        if any(mark in word for mark in marks.split()):
            fits = near == "string" and 0 < next(iter(kind.sizes), 0) <= types.STRING_LIMIT
            return Typed(near, (str(kind.sizes[0]),) if fits else ())
    return Typed("text", lost="no type of a line; `text` here" if word else "it has no type; `text` here")


def enum(values: tuple[str, ...]) -> Typed:
    """An enum of these values; values with other marks get them as `_`, and where that cannot be, it is a string."""
    kept = [value for value in values if value]
    words = [
        value if _ENUM_VALUE.fullmatch(value) else re.sub(r"[^A-Za-z0-9_-]+", "_", value).strip("_") for value in kept
    ]
    fits = all(map(_ENUM_VALUE.fullmatch, words)) and len({word.lower() for word in words}) == len(words)
    if not fits or not 1 <= len(words) <= types.ENUM_VALUES:
        longest = max([len(value) for value in values] or [1])
        return Typed(
            "string", (str(min(max(longest, 1), types.STRING_LIMIT)),), "its values cannot be those of an enum"
        )
    renamed = tuple((value, word) for value, word in zip(kept, words, strict=True) if value != word)
    lost = "values renamed: " + ", ".join(f"`{value}` is `{word}`" for value, word in renamed) if renamed else ""
    if len(kept) < len(values):
        lost = "; ".join(filter(None, [lost, "an empty value is left out"]))
    return Typed("enum", tuple(words), lost, renamed)
