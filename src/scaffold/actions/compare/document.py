"""A comparison as a document for other programs."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from scaffold.core.comparison import Comparison
from scaffold.core.names import camel


def document(comparison: Comparison) -> dict[str, Any]:
    """All of a comparison in values that JSON has, the names in camelCase."""
    found: dict[str, Any] = plain(comparison)
    return found


def plain(value: Any) -> Any:
    """A value as JSON has it, the names of fields in camelCase."""
    if dataclasses.is_dataclass(value):
        return {camel(field.name): plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(one) for one in value]
    return value
