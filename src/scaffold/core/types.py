"""The types of a field: their arguments, and what a default of each may be."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

STRING_LIMIT = 768
TEXT_LIMIT = 16_000
EMAIL_LIMIT = 254
ENUM_VALUES = 50
INTEGER = 2**31
BIGINT = 2**53

NO_ARGUMENTS = (
    "text",
    "integer",
    "bigint",
    "float",
    "boolean",
    "date",
    "datetime",
    "uuid",
    "email",
    "url",
    "json",
)
TYPES = ("string", *NO_ARGUMENTS, "decimal", "enum", "references")

# What other tools call them, without `_`: letters alone would take `inet` for `bigint`.
MEANT = {
    word: kind
    for kind, words in {
        "string": "char character varchar nvarchar str citext inet ip ipaddress cidr macaddr phone slug password color",
        "text": "longtext mediumtext tinytext clob markdown html richtext",
        "integer": "int int2 int4 int32 smallint tinyint mediumint number serial year",
        "bigint": "int8 int64 long bigserial biginteger",
        "float": "double doubleprecision real float4 float8 float32 float64",
        "decimal": "numeric money currency price",
        "boolean": "bool bit flag",
        "datetime": "timestamp timestamptz time timetz instant datetimetz",
        "uuid": "guid ulid",
        "url": "uri link href file image attachment",
        "json": "jsonb object dict map array list hstore",
        "enum": "choice choices select status",
        "references": "belongsto reference ref foreignkey fk relation manytoone hasmany manytomany",
    }.items()
    for word in words.split()
}

NUMBERS = ("integer", "bigint", "float", "decimal")
SIZED = ("string", "text")
FOLDED = ("string", "email")
RULES = ("restrict", "set_null", "cascade")
NOW = "now"

_COUNT = re.compile(r"[1-9][0-9]{0,4}|0")
_RANGE = re.compile(r"(?P<least>[^.].*?)?\.\.(?P<most>.+)?")
_ENUM = re.compile(r"[A-Za-z0-9_-]{1,30}")
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_UNSAFE = frozenset("\"'`\\[]{}<>")
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_URL = re.compile(r"https?://[!-~]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})")


def arguments(kind: str, given: tuple[str, ...], *, required: bool = False) -> tuple[str, ...]:
    """The arguments of a type in their shortest form; ValueError says what is wrong with them.

    A text that is `required` has one character at least when nothing else is said.
    """
    if kind in SIZED:
        return _sized(kind, given, int(required))
    if kind in NUMBERS:
        return _number(kind, given)
    if kind == "enum":
        return _enum(given)
    if kind == "references":
        return _references(given, required=required)
    if given:
        raise ValueError(f"`{kind}` takes no arguments")
    return given


def length(kind: str, given: tuple[str, ...], *, required: bool = False) -> tuple[int, int]:
    """The least and the most characters of a text."""
    match = _RANGE.fullmatch(given[0]) if given else None
    least, most = (match["least"], match["most"]) if match else (None, given[0] if given else None)
    return int(least or required), int(most or (255 if kind == "string" else TEXT_LIMIT))


def bounds(given: tuple[str, ...]) -> tuple[str | None, str | None]:
    """The least and the most of a number, as far as it has them."""
    match = _RANGE.fullmatch(given[-1]) if given else None
    return (match["least"], match["most"]) if match else (None, None)


def digits(given: tuple[str, ...]) -> tuple[int, int]:
    """The digits of a decimal, and how many of them are decimals."""
    told = [int(word) for word in given if ".." not in word] or [10, 2]
    return told[0], told[1]


def _sized(kind: str, given: tuple[str, ...], usual: int) -> tuple[str, ...]:
    limit = STRING_LIMIT if kind == "string" else TEXT_LIMIT
    wrong = f"`{kind}` takes one length from 1 to {limit:,}, or a least and a most: `{kind}{{80}}`, `{kind}{{3..80}}`"
    if kind == "string":
        wrong += f"; `text` holds {TEXT_LIMIT:,}"
    if not given:
        return ()
    match = _RANGE.fullmatch(given[0])
    words = (match["least"], match["most"]) if match else (None, given[0])
    if len(given) > 1 or not all(word is None or _COUNT.fullmatch(word) for word in words):
        raise ValueError(wrong)
    least, most = length(kind, given, required=bool(usual))
    if not 1 <= most <= limit or not least <= most:
        raise ValueError(wrong)
    told_most = "" if most == (255 if kind == "string" else TEXT_LIMIT) else str(most)
    if least == usual:
        return (told_most,) if told_most and kind == "string" else (f"..{most}",) if told_most else ()
    return (f"{least}..{told_most}",)


def _number(kind: str, given: tuple[str, ...]) -> tuple[str, ...]:
    ranges = [word for word in given if ".." in word]
    sizes = tuple(word for word in given if ".." not in word)
    if ranges and given[-1:] != tuple(ranges):
        raise ValueError(f"`{kind}` takes one range, and at the end: `{kind}{{1..5}}`")
    if sizes and kind != "decimal":
        raise ValueError(f"`{kind}` takes a least and a most: `{kind}{{1..5}}`, `{kind}{{0..}}`, `{kind}{{..9}}`")
    sizes = _decimal(sizes) if kind == "decimal" else sizes
    return (*sizes, _range(kind, sizes, ranges[0])) if ranges else sizes


def _range(kind: str, sizes: tuple[str, ...], text: str) -> str:
    match = _RANGE.fullmatch(text)
    if not match or not (match["least"] or match["most"]):
        raise ValueError("a range has a least, a most or both: `{1..5}`, `{0..}`, `{..9}`")
    least, most = (word and _bound(kind, sizes, word) for word in (match["least"], match["most"]))
    if least and most and not Decimal(least) < Decimal(most):
        raise ValueError(f"the least of a range is below its most, and {least} is not below {most}")
    return f"{least or ''}..{most or ''}"


def _bound(kind: str, sizes: tuple[str, ...], text: str) -> str:
    try:
        value = default(kind, sizes, text)
    except ValueError as error:
        raise ValueError(str(error).replace("the default", f"`{text}`", 1)) from None
    return value.rstrip("0").rstrip(".") if "." in value and "e" not in value else value.replace("e+", "e")


def _references(given: tuple[str, ...], *, required: bool) -> tuple[str, ...]:
    if len(given) > 2 or (len(given) == 2 and given[1] not in RULES):
        raise ValueError(
            "`references` takes one resource, and what becomes of a row when that one is deleted: `references{user}`, "
            "`references{user,cascade}`, `references{user,set_null}`, `references{user,restrict}`"
        )
    if given[1:] == ("set_null",) and required:
        raise ValueError("a required reference is never null; leave `!` or `set_null` out")
    return given[:1] if given[1:] == (usual_rule(required=required),) else given


def usual_rule(*, required: bool) -> str:
    """What becomes of a row when the one that it refers to is deleted and the line says nothing."""
    return "restrict" if required else "set_null"


def _decimal(given: tuple[str, ...]) -> tuple[str, ...]:
    if not given:
        return ()
    numbers = [int(word) for word in given if _COUNT.fullmatch(word)]
    if len(given) != 2 or len(numbers) != 2 or not 1 <= numbers[0] <= 15:
        raise ValueError("`decimal` takes `{digits,decimals}` with 1 to 15 digits: `decimal{10,2}`")
    if numbers[1] > numbers[0]:
        raise ValueError(f"`decimal` cannot have {numbers[1]} decimals out of {numbers[0]} digits")
    return () if numbers == [10, 2] else given


def _enum(given: tuple[str, ...]) -> tuple[str, ...]:
    if not 1 <= len(given) <= ENUM_VALUES:
        raise ValueError(f"`enum` takes 1 to {ENUM_VALUES} values: `enum{{draft,live}}`")
    for word in given:
        if not _ENUM.fullmatch(word):
            raise ValueError("a value of `enum` has letters, digits, `_` and `-`, and up to 30 of them")
    if len({word.lower() for word in given}) < len(given):
        raise ValueError("two values of `enum` are the same word")
    return given


def default(kind: str, given: tuple[str, ...], text: str) -> str:
    """A default in the one form it is stored in; ValueError says what is wrong with it."""
    if kind in ("json", "references"):
        raise ValueError(f"`{kind}` takes no default")
    if not text:
        raise ValueError("the default is empty")
    if kind in NUMBERS:
        return _between(_number_default(kind, given, text), bounds(given))
    if text == NOW and kind in ("date", "datetime"):
        return text
    if kind in ("date", "datetime", "uuid"):
        return _written(kind, text)
    return _word(kind, given, text)


def _number_default(kind: str, given: tuple[str, ...], text: str) -> str:
    if kind == "decimal":
        return _decimal_default(given, text)
    return _float_default(text) if kind == "float" else _whole(text, INTEGER if kind == "integer" else BIGINT)


def _between(text: str, limits: tuple[str | None, str | None]) -> str:
    least, most = limits
    if (least and Decimal(text) < Decimal(least)) or (most and Decimal(text) > Decimal(most)):
        raise ValueError(f"the default is not in `{{{least or ''}..{most or ''}}}`")
    return text


def _whole(text: str, limit: int) -> str:
    smallest = -limit if limit == INTEGER else 1 - limit
    if not _WHOLE.fullmatch(text) or len(text) > 20 or not smallest <= int(text) < limit:
        raise ValueError(f"the default is not a whole number from {smallest:,} to {limit - 1:,}")
    return str(int(text))


def _decimal_default(given: tuple[str, ...], text: str) -> str:
    whole, decimals = digits(given)
    wrong = f"the default is not a number with {whole} digits, {decimals} of them decimals"
    if not _NUMBER.fullmatch(text) or "e" in text.lower() or len(text) > 40:
        raise ValueError(wrong)
    try:
        number = Decimal(text)
        exact = number.quantize(Decimal(1).scaleb(-decimals))
    except InvalidOperation:
        raise ValueError(wrong) from None
    if exact != number or abs(exact) >= Decimal(10) ** (whole - decimals):
        raise ValueError(wrong)
    return f"{abs(exact) if exact.is_zero() else exact:f}"


def _float_default(text: str) -> str:
    if not _NUMBER.fullmatch(text) or len(text) > 40 or not math.isfinite(float(text)):
        raise ValueError("the default is not a number")
    number = float(text)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _written(kind: str, text: str) -> str:
    try:
        if kind == "uuid":
            if str(UUID(text)) != text.lower():
                raise ValueError
            return text.lower()
        pattern = _DATE if kind == "date" else _DATETIME
        if not pattern.fullmatch(text):
            raise ValueError
        if kind == "date":
            return _in_years(date.fromisoformat(text)).isoformat()
        moment = datetime.fromisoformat(text).astimezone(UTC)
        _in_years(moment)
    except (ValueError, OverflowError):
        example = {
            "uuid": "9f3cb8a0-5f0e-4c1d-8d0c-3f1a0d9c2b11",
            "date": "2026-01-31",
            "datetime": "2026-01-31T12:00:00Z",
        }[kind]
        raise ValueError(f"the default is not a {kind} such as `{example}`") from None
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _in_years(day: date) -> date:
    if day.year < 1000:
        raise ValueError
    return day


def _word(kind: str, given: tuple[str, ...], text: str) -> str:
    if kind == "boolean":
        allowed = text in ("true", "false")
        wanted = "`true` or `false`"
    elif kind == "enum":
        allowed = text in given
        wanted = "one of " + ", ".join(f"`{word}`" for word in given)
    elif kind == "email":
        allowed = len(text) <= EMAIL_LIMIT and bool(_EMAIL.fullmatch(text))
        wanted = "an address such as `a@example.org`"
    elif kind == "url":
        allowed = len(text) <= STRING_LIMIT and bool(_URL.fullmatch(text))
        wanted = "an address such as `https://example.org`"
    else:
        least, most = length(kind, given)
        allowed = least <= len(text) <= most
        wanted = f"at most {most:,} characters long" if len(text) > most else f"at least {least:,} characters long"
    if not allowed:
        raise ValueError(f"the default is not {wanted}")
    if not text.isprintable() or _UNSAFE & set(text):
        raise ValueError("a default has no quotes, brackets, braces, backslashes or hidden marks")
    return text
