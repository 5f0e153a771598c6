"""The default of a column as a field has it."""

from __future__ import annotations

import re

from .kinds import Typed
from .schema import Default

_TRUE, _FALSE = ("1", "t", "true", "y", "yes", "on"), ("0", "f", "false", "n", "no", "off")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?:Z|\+00(?::?00)?)?")


def written(default: Default, typed: Typed) -> str | None:
    """The default as a line has it, unchecked; None when no line can say it."""
    if default.kind == "now":
        return "now" if typed.kind in ("date", "datetime") else None
    if default.kind != "word":
        return None
    text = default.text.strip() if typed.kind not in ("string", "text") else default.text
    match = _MOMENT.fullmatch(text) if typed.kind == "datetime" else None
    if typed.kind == "boolean":
        text = "true" if text.lower() in _TRUE else "false" if text.lower() in _FALSE else ""
    elif typed.kind in ("integer", "bigint"):
        text = re.sub(r"\.0*$", "", text)
    elif typed.kind == "enum":
        text = dict(typed.renamed).get(text, text)
    elif match:
        text = f"{match[1]}T{match[2] if match[2].count(':') == 2 else match[2] + ':00'}Z"
    return text or None
