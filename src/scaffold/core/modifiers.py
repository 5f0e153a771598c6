"""What follows the type of a field: read, and refused where it says nothing, or two things."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import names, types

_MODIFIER = re.compile(r"\[\]|!|~\w*|:uniq\b|:iuniq\b|:index\b|:private\b|[<>]=-?[0-9][0-9.]*")
_AFTER_DEFAULT = re.compile(r"(:uniq|:iuniq|:index|:private)*$")
INDEXES = (":uniq", ":iuniq", ":index")


def split(rest: str) -> tuple[list[str], str | None]:
    """The modifiers, and the default if there is one. Raises ValueError at what is neither.

    Why the end of a default is looked at: modifiers come in any order, so `=0:index` has one.
    """
    modifiers: list[str] = []
    at = 0
    while match := _MODIFIER.match(rest, at):
        modifiers.append(match[0])
        at = match.end()
    default = rest[at + 1 :] if rest[at : at + 1] == "=" else None
    if default is None and at < len(rest):
        before = rest.partition("=")[0]
        if rest[at] in "<>":
            raise ValueError(f"`{names.shown(rest[at:])}` is no bound; those are `>=1`, `<=5`, `>=0.01`")
        raise ValueError(
            f"`{names.shown(before)}` is no modifier; they are "
            "`[]` `~pattern` `!` `:uniq` `:iuniq` `:index` `:private` `>=least` `<=most` `=default`"
        )
    if default and (after := _AFTER_DEFAULT.search(default)) and after[0]:
        modifiers += _MODIFIER.findall(after[0])
        default = default[: after.start()]
    return modifiers, default


def check(kind: str, modifiers: Sequence[str], default: str | None) -> None:
    """Raises ValueError with the first reason why these cannot stand behind this type."""
    if any(len(set(some)) < len(some) for some in (modifiers, [word[:1] for word in modifiers if word[0] in "~<>"])):
        raise ValueError("a modifier is there twice")
    indexes = [word for word in modifiers if word in INDEXES]
    if len(indexes) > 1:
        raise ValueError(f"`{indexes[0]}` has an index of its own; leave `{indexes[1]}` out")
    if "!" in modifiers and default is not None:
        raise ValueError("a field with a default is never null; leave `!` or the default out")
    if "[]" in modifiers and kind != "references":
        raise ValueError("only `references` takes `[]`")
    if "[]" in modifiers and (len(modifiers) > 1 or default is not None):
        raise ValueError("a list of references takes no other modifier")
    if kind in ("text", "json") and indexes:
        raise ValueError(f"`{kind}` cannot have an index")
    if ":iuniq" in modifiers and kind not in types.FOLDED:
        raise ValueError("`:iuniq` is for `string` and `email`, which have upper and lower case")
    if kind != "string" and any(word.startswith("~") for word in modifiers):
        raise ValueError("only `string` takes a pattern")
    if ":private" in modifiers and kind == "references":
        raise ValueError("a reference cannot be private")
    if ":private" in modifiers and "!" in modifiers:
        raise ValueError("no body has a private field, so it cannot be required: leave `!` out")
    if kind == "boolean" and ":uniq" in modifiers:
        raise ValueError("`boolean` cannot be unique: it has two values")


def bounded(kind: str, arguments: tuple[str, ...], modifiers: Sequence[str]) -> tuple[str, ...]:
    """The arguments with the range that `>=` and `<=` say. Raises ValueError where there is no such range."""
    said = {word[:2]: word[2:] for word in modifiers if word[:2] in (">=", "<=")}
    if not said:
        return arguments
    if kind not in types.NUMBERS:
        raise ValueError("`>=` and `<=` are for numbers; a text has its length in braces: `string{3..80}`")
    if any(".." in word for word in arguments):
        raise ValueError("the least and the most are said twice")
    return (*arguments, f"{said.get('>=', '')}..{said.get('<=', '')}")
