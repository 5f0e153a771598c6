"""Logs one line per event on stdout: as JSON, or as people read it.

Twin: src/logging.ts
"""

import datetime as dt
import logging
import os
import sys
import traceback
from contextlib import suppress

import structlog
from sqlalchemy.exc import SQLAlchemyError
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor, WrappedLogger

from app.config import Config
from app.http.json import dumps

log = structlog.get_logger()


def configure(config: Config) -> None:
    render = pretty() if config.log_format == "pretty" else as_json
    structlog.configure(
        processors=[head, render],
        wrapper_class=structlog.make_filtering_bound_logger(config.log_level),
        logger_factory=lambda *_: Stdout(),
    )
    listen_to_libraries(render)


def head(_: WrappedLogger, level: str, event: EventDict) -> EventDict:
    """Puts level, time and message first, as pino does."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
    return {
        "level": level,
        "time": now.replace("+00:00", "Z"),
        "msg": event.pop("event"),
        **event,
    }


as_json = structlog.processors.JSONRenderer(dumps)


class Stdout(structlog.WriteLogger):
    """Goes on where nobody reads any more: requests are answered all the same."""

    def msg(self, message: str) -> None:
        with suppress(OSError):
            super().msg(message)

    debug = info = warning = error = critical = msg


def listen_to_libraries(render: Processor) -> None:
    """Writes what they say with Python's own logging in the form of our lines."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(ProcessorFormatter(processors=[from_library, head, render]))
    logging.basicConfig(handlers=[handler])
    logging.getLogger("gunicorn.error").propagate = True
    # Why not Flask's own server: it greets who starts it in words of its own.
    logging.getLogger("werkzeug").propagate = False
    logging.getLogger("werkzeug").addFilter(is_news)


def from_library(_: WrappedLogger, level: str, event: EventDict) -> EventDict:
    line = {"event": event["event"], "logger": event["_record"].name}
    if info := event.get("exc_info"):
        line["stack"] = stack(info[1])
    return line


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


def stack(error: BaseException) -> str:
    """What went wrong and where; of the database without its words.

    Why: they may have what people typed in.
    """
    causes = [error]
    while cause := causes[-1].__cause__ or causes[-1].__context__:
        causes.append(cause)
    if not any(isinstance(cause, SQLAlchemyError) for cause in causes):
        return "".join(traceback.format_exception(error))
    frames = traceback.format_tb(error.__traceback__)
    return "".join([*frames, *(f"{type(cause).__name__}\n" for cause in causes)])
