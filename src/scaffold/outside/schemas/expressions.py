"""What SQL says in expressions: the default of a column, what a check asks, what an index folds."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import SqlglotError

from scaffold.core.importing.schema import Default, Limit

# Why: it would write on the terminal what it cannot read, and all of that is told in our own words.
logging.getLogger("sqlglot").setLevel(logging.CRITICAL)

_NOW = (exp.CurrentTimestamp, exp.CurrentDate, exp.CurrentDatetime, exp.Localtimestamp, exp.CurrentTime)
_NOW_NAMES = frozenset(
    """
    now datetime date current_timestamp current_date localtimestamp localtime getdate sysdate utc_timestamp utc_date
    statement_timestamp transaction_timestamp clock_timestamp strftime curdate unixepoch
    """.split()
)
_SWAPPED: dict[type[exp.Expr], type[exp.Expr]] = {
    **{exp.GT: exp.LT, exp.GTE: exp.LTE, exp.LT: exp.GT},
    **{exp.LTE: exp.GTE, exp.EQ: exp.EQ, exp.NEQ: exp.NEQ},
}
_LIMITS: dict[type[exp.Expr], str] = {exp.GTE: "least", exp.LTE: "most", exp.GT: "above", exp.LT: "below"}
_LENGTHS: dict[type[exp.Expr], tuple[str, int]] = {
    exp.GTE: ("shortest", 0),
    exp.GT: ("shortest", 1),
    exp.LTE: ("longest", 0),
    exp.LT: ("longest", -1),
}


def definition(text: str, dialect: Dialect) -> list[exp.Expr] | None:
    """What follows the type of a column, one expression for each thing said; None when it cannot be read."""
    try:
        made = dialect.parse(f"CREATE TABLE t (c INT {text})")[0]
    except (SqlglotError, RecursionError):
        return None
    found = made.find(exp.ColumnDef) if isinstance(made, exp.Create) else None
    return None if found is None else [one.args["kind"] for one in found.args.get("constraints") or ()]


def read(text: str, dialect: Dialect) -> exp.Expr | None:
    """An expression that stands alone; None when it cannot be read."""
    try:
        made = dialect.parse(f"SELECT {text}")[0]
    except (SqlglotError, RecursionError):
        return None
    if not isinstance(made, exp.Select) or len(made.expressions) != 1:
        return None
    found: exp.Expr = made.expressions[0]
    return found


def bare(one: exp.Expr) -> exp.Expr:
    """An expression without the parentheses and the casts around it."""
    while isinstance(one, exp.Paren | exp.Cast | exp.Collate | exp.Introducer):
        one = one.expression if isinstance(one, exp.Introducer) else one.this
    return one


def column(one: exp.Expr) -> str | None:
    """The column that this is, whatever it is cast to; None for anything else."""
    one = bare(one)
    return one.name.lower() if isinstance(one, exp.Column) else None


def folded(one: exp.Expr) -> str | None:
    """The column whose letters this makes small or large."""
    one = bare(one)
    return column(one.this) if isinstance(one, exp.Lower | exp.Upper) else None


def word(one: exp.Expr) -> str | None:
    """A constant as it is written, without quotes; None for anything that is worked out."""
    one = bare(one)
    if isinstance(one, exp.Literal | exp.National):
        return one.name
    if isinstance(one, exp.Neg) and (number := word(one.this)) is not None:
        return f"-{number}"
    if isinstance(one, exp.Boolean):
        return "true" if one.this else "false"
    return str(int(one.name, 2)) if isinstance(one, exp.BitString) and one.name.strip("01") == "" else None


def default(one: exp.Expr, dialect: Dialect) -> Default | None:
    """What a default is; None for that of null, which is none."""
    inner = bare(one)
    if isinstance(inner, exp.Null):
        return None
    if _is_now(inner):
        return Default("now")
    if isinstance(inner, exp.Column) and inner.args["this"].args.get("quoted"):
        # Why: SQLite takes `"draft"` for a text where there is no such column.
        return Default("word", inner.name)
    constant = word(inner)
    if constant is not None:
        return Default("now") if constant == "now" and isinstance(one, exp.Cast) else Default("word", constant)
    text = one.sql(dialect=dialect)
    return Default("sequence" if "nextval" in text.lower() else "other", text)


def _is_now(one: exp.Expr) -> bool:
    if isinstance(one, exp.AtTimeZone):
        return _is_now(bare(one.this))
    if isinstance(one, _NOW):
        return True
    # Why the names: each dialect has classes of its own for some, and takes others for functions that it does not know.
    name = (one.name if isinstance(one, exp.Anonymous) else one.sql_name() if isinstance(one, exp.Func) else "").lower()
    inner = [bare(value) for value in one.iter_expressions()] if isinstance(one, exp.Func) else []
    words = [value.name.lower() for value in inner if isinstance(value, exp.Literal)]
    if name == "timezone":
        return any(map(_is_now, inner))
    if isinstance(one, exp.TimeToStr | exp.TsOrDsToTimestamp | exp.TsOrDsToDate):
        return "now" in words or any(map(_is_now, inner))
    return name in _NOW_NAMES and all(value == "now" or "%" in value or value.isdigit() for value in words)


def limits(check: exp.Expr, line: int) -> Iterator[Limit | exp.Expr]:
    """What a check asks, one after another; a part that is no limit of one column comes as it is."""
    check = bare(check)
    if isinstance(check, exp.And):
        yield from limits(check.this, line)
        yield from limits(check.expression, line)
        return
    if isinstance(check, exp.Or):
        check = _without_null(check)
    yield _limit(check, line) or check


def _without_null(check: exp.Expr) -> exp.Expr:
    """The other side of `x IS NULL OR ...`: a check holds for null anyway."""
    sides = [bare(one) for one in check.flatten()] if isinstance(check, exp.Or) else [check]
    kept = [one for one in sides if _null(one) is not False]
    if len(kept) == 1:
        return kept[0]
    found = [(column(one.this), one.expression) for one in kept if isinstance(one, exp.EQ)]
    if len(found) == len(kept) > 0 and len({name for name, _ in found}) == 1:
        return exp.In(this=bare(kept[0].this), expressions=[value for _, value in found])
    return check


def _null(one: exp.Expr) -> bool | None:
    """False for `x IS NULL`, True for `x IS NOT NULL`, however the parser has it; None for anything else."""
    inside = bare(one.this) if isinstance(one, exp.Not) else one
    if not isinstance(inside, exp.Is) or not isinstance(bare(inside.expression), exp.Null):
        return None
    return isinstance(one, exp.Not) != bool(inside.args.get("negate"))


def _limit(check: exp.Expr, line: int) -> Limit | None:
    if isinstance(check, exp.Between):
        return _between(check, line)
    if isinstance(check, exp.In):
        return _values(check.this, check.expressions, line)
    if isinstance(check, exp.EQ) and isinstance(bare(check.expression), exp.Any):
        array = bare(bare(check.expression).this)
        return _values(check.this, array.expressions, line) if isinstance(array, exp.Array) else None
    return _compared(check, line) if type(check) in _SWAPPED else _of_shape(check, line)


def _of_shape(check: exp.Expr, line: int) -> Limit | None:
    """What is asked of a value by a pattern, or of whatever it is."""
    if isinstance(check, exp.RegexpLike):
        name, text = column(check.this), word(check.expression)
        return Limit("pattern", name, (text,), line) if name and text else None
    if _null(check):
        name = column((bare(check.this) if isinstance(check, exp.Not) else check).this)
        return Limit("filled", name, (), line) if name else None
    if isinstance(check, exp.Func) and "json_valid" in check.sql().lower():
        name = column(next(check.iter_expressions(), check))
        return Limit("json", name, (), line) if name else None
    return None


def _between(check: exp.Between, line: int) -> Limit | None:
    low, high = word(check.args["low"]), word(check.args["high"])
    if low is None or high is None:
        return None
    if name := column(check.this):
        return Limit("between", name, (low, high), line)
    name = _measured(check.this)
    return Limit("sized", name, (low, high), line) if name else None


def _values(one: exp.Expr, values: list[exp.Expr], line: int) -> Limit | None:
    name, words = column(one), [word(value) for value in values]
    return Limit("values", name, tuple(map(str, words)), line) if name and words and None not in words else None


def _compared(check: exp.Expr, line: int) -> Limit | None:
    one, other = check.this, check.expression
    kind: type[exp.Expr] = type(check)
    if word(other) is None:
        one, other, kind = other, one, _SWAPPED[kind]
    value = word(other)
    if value is None:
        return None
    if name := column(one):
        if kind is exp.NEQ:
            return Limit("shortest", name, ("1",), line) if value == "" else None
        return Limit(_LIMITS[kind], name, (value,), line) if kind in _LIMITS else None
    name = _measured(one)
    if not name or not value.isdigit():
        return None
    if kind is exp.NEQ or kind is exp.EQ:
        return (
            Limit("shortest", name, ("1",), line)
            if (kind, value) == (exp.NEQ, "0")
            else (Limit("sized", name, (value, value), line) if kind is exp.EQ else None)
        )
    word_of, more = _LENGTHS[kind]
    return Limit(word_of, name, (str(int(value) + more),), line)


def _measured(one: exp.Expr) -> str | None:
    """The column whose length this is, also behind a `trim`."""
    one = bare(one)
    named = isinstance(one, exp.Anonymous) and one.name.lower() in ("char_length", "character_length", "len")
    if not isinstance(one, exp.Length) and not named:
        return None
    inner = bare(one.expressions[0] if named else one.this)
    return column(inner.this) if isinstance(inner, exp.Trim) else column(inner)
