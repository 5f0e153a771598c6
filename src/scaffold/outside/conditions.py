"""Works out conditions and defaults that a template writes in Jinja."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FALSE = frozenset(["", "0", "false", "n", "no", "none", "null", "off"])


def holds(settings: Mapping[str, Any], condition: str, answers: Mapping[str, Any]) -> bool:
    """Whether a condition is true for these answers; true when it cannot be worked out here."""
    text = text_of(settings, condition, answers)
    return text is None or text.strip().lower() not in FALSE


def text_of(settings: Mapping[str, Any], source: str, answers: Mapping[str, Any]) -> str | None:
    """A text with its expressions worked out; None when that needs more than is known here."""
    import jinja2  # noqa: PLC0415
    from jinja2.sandbox import SandboxedEnvironment  # noqa: PLC0415

    options = {**settings.get("_envops", {}), "undefined": jinja2.StrictUndefined}
    try:
        return SandboxedEnvironment(**options).from_string(source).render(**answers)
    except (jinja2.TemplateError, TypeError, ValueError, ArithmeticError):
        return None
