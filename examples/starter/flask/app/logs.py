"""Logs one line per event, each with the id of its request."""

import logging
import re
import sys
import time
import uuid
from typing import Any

import structlog
from flask import Flask, Response, g, request
from structlog.contextvars import bind_contextvars, clear_contextvars
from structlog.stdlib import ExtraAdder, ProcessorFormatter
from structlog.typing import EventDict, Processor

EVENTS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
    structlog.processors.EventRenamer("msg"),
]
JSON: list[Processor] = [
    structlog.processors.format_exc_info,
    structlog.processors.JSONRenderer(),
]
PRETTY: list[Processor] = [
    structlog.dev.ConsoleRenderer(
        colors=sys.stdout.isatty(), event_key="msg", timestamp_key="time"
    )
]
handler = logging.StreamHandler()
log = structlog.get_logger()


def init_app(app: Flask) -> None:
    level = app.config["LOG_LEVEL"].upper()
    last = PRETTY if app.config["APP_ENV"] == "development" else JSON
    structlog.configure(
        processors=[*EVENTS, *last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(),
    )
    # Why: what app.logger and libraries say looks like our own lines.
    handler.stream = sys.stdout
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=[ExtraAdder(), without_text, *EVENTS],
            processors=[ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    logging.getLogger().addHandler(handler)
    logging.getLogger("werkzeug").addFilter(is_no_request)
    app.logger.setLevel(level)
    app.before_request(begin)
    app.after_request(finish)


def is_no_request(record: logging.LogRecord) -> bool:
    """Why: of a request, the development server would say what we say."""
    message = record.getMessage()
    # Why not of those: in development an error goes past us, up to the debugger.
    return " - - [" not in message or message.endswith(" 500 -")


def without_text(_: Any, __: str, event: EventDict) -> EventDict:
    """Why: what another handler wrote into a record is no more of it than we have."""
    for name in ("message", "asctime"):
        event.pop(name, None)
    return event


def begin() -> None:
    given = request.headers.get("X-Request-Id", "")
    known = re.fullmatch("[A-Za-z0-9-]{8,64}", given)
    g.request_id = given if known else str(uuid.uuid4())
    g.started = time.perf_counter()
    clear_contextvars()
    bind_contextvars(requestId=g.request_id)


def finish(response: Response) -> Response:
    # Why asked: what reads a part of the path comes before, and may refuse it.
    if "request_id" not in g:
        begin()
    response.headers["X-Request-Id"] = g.request_id
    log.info(
        "request",
        method=request.method,
        path=request.path,
        status=response.status_code,
        ms=round((time.perf_counter() - g.started) * 1000),
    )
    return response
