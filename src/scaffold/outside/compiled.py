"""Keeps what Jinja compiles of a template's paths and conditions, for all runs: Jinja itself only keeps files."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import sys
from pathlib import Path
from types import CodeType
from typing import Any

from . import cache

# Bytes. Why a limit: templates of anybody may be rendered here.
LIMIT = 8_000_000
HASH = hashlib.sha256().digest_size


class Strings:
    """Compiled strings of environments with the same options."""

    def __init__(self, folder: Path | None, options: object) -> None:
        name = f"strings-{cache.key(sys.implementation.cache_tag, options)[:24]}"
        self.place = folder / name if folder else None
        self.codes: dict[str, CodeType] = _read(self.place) if self.place else {}
        self.known = len(self.codes)

    def keep(self) -> None:
        """Writes down what was compiled since, if that can be done."""
        if not self.place or len(self.codes) == self.known:
            return
        content = marshal.dumps(self.codes)
        self.known = len(self.codes)
        if len(content) <= LIMIT:
            with contextlib.suppress(OSError):
                cache.write(self.place, hashlib.sha256(content).digest() + content)


def _read(place: Path) -> dict[str, CodeType]:
    """Why checked by hash: what is damaged could end Python itself."""
    try:
        raw = cache.read(place, LIMIT + HASH)
    except OSError:
        return {}
    if not raw or hashlib.sha256(raw[HASH:]).digest() != raw[:HASH]:
        return {}
    found: Any = marshal.loads(raw[HASH:])  # noqa: S302
    return found if isinstance(found, dict) else {}
