"""What checks ask of a column, as the range, the lengths, the values or the pattern of a field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from scaffold.core import types
from scaffold.core.patterns import PATTERNS

from .kinds import Typed, enum
from .schema import Limit

_WHOLE = ("integer", "bigint")
_SIDES = {"least": (0, 0), "above": (0, 1), "most": (1, 0), "below": (1, -1)}
_CLASSES = {r"\d": "[0-9]", "[[:digit:]]": "[0-9]", "[:digit:]": "0-9", "[[:xdigit:]]": "[0-9a-fA-F]", r"\+": "[+]"}


@dataclass(frozen=True)
class Limited:
    """A type with what could be said of its checks, and the checks that could not."""

    typed: Typed
    required: bool = False
    pattern: str = ""
    unsaid: tuple[Limit, ...] = ()


def limited(typed: Typed, limits: Sequence[Limit]) -> Limited:
    """The type with all limits that it can have."""
    found = Limited(typed)
    for one in limits:
        step = _step(found, one)
        found = step or replace(found, unsaid=(*found.unsaid, one))
    return found


def _step(found: Limited, one: Limit) -> Limited | None:
    typed = found.typed
    if one.kind == "filled":
        return replace(found, required=True)
    if one.kind == "json" and typed.kind in ("text", "string", "json"):
        return replace(found, typed=Typed("json"))
    if one.kind == "pattern" and typed.kind == "string":
        name = _pattern(one.words[0])
        return replace(found, pattern=name) if name else None
    if one.kind == "values":
        again = _values(typed, one.words)
    elif typed.kind in types.SIZED:
        again = _lengths(typed, one)
    else:
        again = _range(typed, one) if typed.kind in types.NUMBERS else None
    return replace(found, typed=again) if again else None


def _pattern(text: str) -> str | None:
    for mark, plain in _CLASSES.items():
        text = text.replace(mark, plain)
    inner = re.sub(r"^(\^|\\A)|(\$|\\z|\\Z)$", "", text)
    anchored = len(text) - len(inner) >= 2
    return next((name for name, one in PATTERNS.items() if anchored and one.text == inner), None)


def _values(typed: Typed, words: tuple[str, ...]) -> Typed | None:
    if typed.kind in types.SIZED:
        made = enum(words)
        return made if made.kind == "enum" else None
    if typed.kind in _WHOLE and all(re.fullmatch(r"-?\d+", word) for word in words):
        numbers = sorted(map(int, words))
        if numbers == [0, 1]:
            return Typed("boolean")
        if numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 1:
            return replace(typed, arguments=(f"{numbers[0]}..{numbers[-1]}",))
    if typed.kind == "enum":
        kept = tuple(word for word in typed.arguments if word in words)
        return replace(typed, arguments=kept) if kept else None
    return typed if typed.kind == "boolean" and set(words) <= {"0", "1", "true", "false"} else None


def _lengths(typed: Typed, one: Limit) -> Typed | None:
    if one.kind not in ("shortest", "longest", "sized"):
        return None
    least, most = _halves(typed.arguments)
    if one.kind != "longest":
        least = one.words[0]
    if one.kind != "shortest":
        most = one.words[-1]
    return replace(typed, arguments=(f"{least}..{most}",))


def _halves(arguments: tuple[str, ...]) -> tuple[str, str]:
    if not arguments:
        return "", ""
    least, dots, most = arguments[0].partition("..")
    return (least, most) if dots else ("", least)


def _range(typed: Typed, one: Limit) -> Typed | None:
    if one.kind == "between":
        first = _range(typed, Limit("least", one.column, one.words[:1]))
        return _range(first, Limit("most", one.column, one.words[1:])) if first else None
    if one.kind not in _SIDES:
        return None
    side, step = _SIDES[one.kind]
    try:
        value = Decimal(one.words[0])
    except InvalidOperation:
        return None
    if step and typed.kind == "float":
        return None
    sizes = tuple(word for word in typed.arguments if ".." not in word)
    unit = Decimal(1).scaleb(-types.digits(sizes)[1]) if typed.kind == "decimal" else Decimal(1)
    if typed.kind in _WHOLE and value != value.to_integral_value():
        return None
    sides = [*(types.bounds(typed.arguments) if typed.arguments else (None, None))]
    sides[side] = f"{value + step * unit:f}"
    return replace(typed, arguments=(*sizes, f"{sides[0] or ''}..{sides[1] or ''}"))
