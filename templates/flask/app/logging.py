"""Logs one line per event on stdout: as JSON, or as people read it.

Twin: src/logging.ts
"""

import datetime as dt
import logging
import os
import sys

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from app.config import Config
from app.http.json import dumps

log = structlog.get_logger()


[# concept operations.logging #]
def configure(config: Config) -> None:
    structlog.configure(
        [# (1) #]
        processors=[head, pretty() if config.log_format == "pretty" else as_json],
        [# (3) #]
        wrapper_class=structlog.make_filtering_bound_logger(config.log_level),
        logger_factory=structlog.WriteLoggerFactory(),
    )
    logging.getLogger("werkzeug").addFilter(is_news)


def head(_: WrappedLogger, level: str, event: EventDict) -> EventDict:
    """Puts level, time and message first, as pino does."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
    return {
        [# (2) #]
        "level": level,
        "time": now.replace("+00:00", "Z"),
        "msg": event.pop("event"),
        **event,
    }


as_json = structlog.processors.JSONRenderer(dumps)
[# /concept #]


def is_news(record: logging.LogRecord) -> bool:
    # Why: Flask's own server would write one more line per request.
    return record.levelno > logging.INFO or not record.args


def pretty() -> Processor:
    return structlog.dev.ConsoleRenderer(
        colors=sys.stdout.isatty() and not os.environ.get("NO_COLOR"),
        event_key="msg",
        timestamp_key="time",
        sort_keys=False,
    )
