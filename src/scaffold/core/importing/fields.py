"""A column as a field."""

from __future__ import annotations

import re
from dataclasses import replace

from scaffold.core.problem import Problem, Problems
from scaffold.core.resource import Field, parse

from .defaults import written
from .kinds import Typed, typed
from .limits import limited
from .schema import Column, Relation, Table
from .work import Work

_SECRET = re.compile(
    r"(^|_)(password|passwd|passphrase|pwd)(_?(hash|hashed|digest|salt|encrypted))?$|^(hashed|encrypted)_|_digest$|"
    r"^crypted_|^pass_(crypt|hash)$|password_?(hash|salt)$|(^|_)token$|(^|_)secret(_key|_token)?$|(^|_)salt$|(^|_)(private|api|secret)_key$|^user_pass$|_(token|password)_hash$"
)
_EMAIL = re.compile(r"(^|_)e?mail(_address)?$")
# Types that a secret may have: a number of tokens, or the day of a password, is none.
_SECRETS = ("string", "text", "uuid")
_RULES = {"cascade": "cascade", "set null": "set_null", "restrict": "restrict", "no action": "restrict"}


def plain(work: Work, table: Table, resource: str, name: str, column: Column) -> Field | None:
    """The field of a column that refers to nothing; None when it is left out."""
    shown = f"`{name}`" if name == column.name else f"`{name}` (`{column.name}`)"
    made = typed(column)
    _tell_type(work, resource, shown, column, made)
    found = limited(made, column.limits)
    for limit in found.unsaid:
        work.tell("check", limit.line, resource, f"{shown}: {_said(limit.kind, limit.words)} cannot be said")
    if _EMAIL.search(name) and _roomy(found.typed) and not found.pattern:
        work.tell("by-email", column.line, resource, f"`{resource}.{name}`")
        found = replace(found, typed=Typed("email"))
    kind, arguments = found.typed.kind, found.typed.arguments
    private = column.hidden or (bool(_SECRET.search(name)) and kind in _SECRETS)
    required = column.required or found.required
    default = None if column.automatic else _default(work, resource, shown, column, found.typed)
    if column.automatic:
        work.tell("counted", column.line, resource, f"{shown} is counted by the database: a plain number here")
    if private:
        work.tell("private", column.line, resource, f"`{resource}.{name}`{' (required)' * (required and not default)}")
    if default and not required:
        work.tell("null", column.line, resource, f"`{resource}.{name}`")
    free = private or default is not None or column.automatic or column.default is not None
    field = Field(name, kind, arguments, False, required and not free, "", default, found.pattern, private)
    return fitted(work, resource, shown, column.line, field)


def _tell_type(work: Work, resource: str, shown: str, column: Column, made: Typed) -> None:
    if made.lost in ("unsized", "long", "digits", "list", "bytes"):
        work.tell(made.lost, column.line, resource, f"`{resource}.{shown.split('`')[1]}`")
    elif made.lost:
        work.tell("type", column.line, resource, f"{shown} is `{column.kind.text}`: {made.lost}")
    if column.kind.unsigned and column.kind.word in ("int", "integer", "int4"):
        work.tell("unsigned", column.line, resource, f"`{resource}.{shown.split('`')[1]}`")


def _said(kind: str, words: tuple[str, ...]) -> str:
    told = {"pattern": "the pattern", "values": "the values", "above": "above", "below": "below"}.get(kind, "the check")
    return f"{told} `{', '.join(words)}`" if words else told


def _roomy(made: Typed) -> bool:
    sized = made.arguments[0].isdigit() and int(made.arguments[0]) >= 30 if made.arguments else True
    return made.kind in ("string", "text") and sized


def _default(work: Work, resource: str, shown: str, column: Column, made: Typed) -> str | None:
    if column.default is None:
        return None
    found = None if made.kind == "json" else written(column.default, made)
    if found is None and column.default.kind == "word" and not column.default.text.strip():
        work.tell("empty", column.line, resource, f"`{resource}.{shown.split('`')[1]}`")
    elif found is None and made.kind == "json":
        work.tell("json-default", column.line, resource, f"`{resource}.{shown.split('`')[1]}`")
    elif found is None:
        text = column.default.text or "now"
        work.tell("default", column.line, resource, f"{shown}: the default `{text}` cannot be said")
    return found


def reference(work: Work, resource: str, name: str, column: Column, relation: Relation, declared: bool) -> Field:
    """The field of a column that refers to a row of another table."""
    target = work.name(relation.table)
    default = column.default
    required = column.required and default is None
    if default and default.text in ("0", ""):
        work.tell("no-row", column.line, resource, f"`{resource}.{name}`")
    elif default:
        work.tell("default", column.line, resource, f"`{name}`: the default `{default.text}` cannot be said")
    rule = _RULES.get(relation.rule, "")
    if relation.rule == "set default" or (rule == "set_null" and required):
        work.tell("relation", relation.line, resource, f"`{name}`: `on delete {relation.rule}` cannot be said")
        rule = ""
    if not relation.rule and declared and not required and work.schema.language != "openapi":
        # Why: a foreign key that says nothing keeps the row that it refers to.
        rule = "restrict"
    usual = "restrict" if required else "set_null"
    arguments = (target, rule) if rule and rule != usual else () if target == name else (target,)
    return Field(name, "references", arguments, required=required)


def fitted(work: Work, resource: str, shown: str, line: int, field: Field) -> Field | None:
    """The field in its one form; what of it cannot be read is left out, the least first, and told."""
    tries = (
        (field, ""),
        (replace(field, default=None), f"the default `{field.default}`"),
        (replace(field, pattern=""), f"the pattern `{field.pattern}`"),
        (replace(field, default=None, pattern=""), "the default and the pattern"),
        (replace(field, default=None, pattern="", arguments=_sizes(field)), "its limits"),
        (Field(field.name, field.type, required=field.required, private=field.private), "its limits and its default"),
    )
    for one, lost in tries:
        if read := readable(one):
            if lost:
                kind = "default" if lost.startswith("the default") else "check"
                work.tell(kind, line, resource, f"{shown}: {lost} cannot be said")
            return read
    work.tell("left-out", line, resource, f"{shown} cannot be said: left out")
    return None


def _sizes(field: Field) -> tuple[str, ...]:
    """The arguments of a field without limits."""
    return tuple(word for word in field.arguments if ".." not in word)


def readable(field: Field) -> Field | None:
    """The field as it is read from a line; None when it cannot be."""
    try:
        return parse(f"x {field}").fields[0]
    except (Problem, Problems):
        return None
