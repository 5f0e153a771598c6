"""What an app did for a request, as it wrote it down: the steps of its chain, and the SQL that it sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scaffold.outside.live import tracing
from scaffold.pages.compare import safe

KINDS = ("in", "view", "error", "out", "end")


def told(place: Path, framework: str, number: str) -> dict[str, Any] | None:
    """What the page shows of it; None when nothing was written down.

    `sql` has what was sent, in order, `count` how many of it are statements: what begins and ends a transaction is
    none. `at` is the file and the line of the project that a step or a statement comes from.
    """
    raw = tracing.read(place, framework, number)
    try:
        return _told(raw) if raw else None
    except (KeyError, TypeError, ValueError):
        # Why: it is written inside of somebody's app, which may do to it what it likes.
        return None


def _told(raw: Mapping[str, Any]) -> dict[str, Any]:
    steps = [_step(one) for one in raw["steps"]]
    sql = [_statement(one) for one in raw["sql"]]
    _placed(sql)
    sent = [one for one in sql if not one["control"]]
    return {
        "ms": round(float(raw["ms"]), 3),
        "steps": steps,
        "sql": sql,
        "count": len(sent),
        "sqlMs": round(sum(one["ms"] or 0 for one in sent), 3),
    }


def _step(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": safe.line(str(one["name"])),
        "kind": one["kind"] if one["kind"] in KINDS else "in",
        "from": round(float(one["from"]), 3),
        "ms": round(float(one["ms"]), 3),
        "at": _place(one.get("at")),
    }


def _statement(one: Mapping[str, Any]) -> dict[str, Any]:
    rows = one.get("rows", -1)
    return {
        "text": "\n".join(safe.line(line.rstrip()) for line in str(one["text"]).splitlines()),
        "ms": None if one["ms"] is None else round(float(one["ms"]), 3),
        "from": round(float(one["from"]), 3),
        "rows": rows if isinstance(rows, int) and rows >= 0 else None,
        "step": int(one["step"]),
        "control": bool(one.get("control")),
        "failed": safe.line(str(one["failed"])) if one.get("failed") else "",
        "at": _place(one.get("at")),
    }


def _place(at: Any) -> list[Any] | None:
    return [str(at[0]), int(at[1])] if isinstance(at, list) and len(at) == 2 else None


def _placed(sql: Sequence[dict[str, Any]]) -> None:
    """Why: what an ORM writes at the end of a unit of work comes from where that was ended."""
    for several in (sql, list(reversed(sql))):
        before = None
        for one in several:
            one["at"] = before = one["at"] or before
