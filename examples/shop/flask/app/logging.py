"""Logs as JSON, one object per line on stdout.

Twin: src/logging.ts
"""

import datetime as dt

import structlog
from structlog.typing import EventDict, WrappedLogger

from app.http.json import dumps

log = structlog.get_logger()


def configure(level: str) -> None:
    structlog.configure(
        processors=[
            head,
            structlog.processors.JSONRenderer(dumps),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(),
    )


def head(_: WrappedLogger, level: str, event: EventDict) -> EventDict:
    """Puts level, time and message first, as pino does."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
    return {
        "level": level,
        "time": now.replace("+00:00", "Z"),
        "msg": event.pop("event"),
        **event,
    }
