"""Writes down what a Flask application does around a request: which functions run, how long, and what SQL is sent.

Runs inside of a generated project, before it, so it imports nothing of scaffold. With `TRACE` it stays, as
`sitecustomize`, and keeps a file there for each request of the page; with `ASKED` it asks once, and writes names.
"""

import contextlib
import functools
import importlib
import inspect
import json
import os
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import Any

ROOT = Path.cwd()
PACKAGES = sysconfig.get_path("purelib")
# Why only these: whatever else an app is asked is not about the page.
OURS = "" if "ASKED" in os.environ else "serve-"
MOST, LONGEST = 400, 4000


class Trace:
    """What happened around one request, in milliseconds since it began."""

    def __init__(self, number: str) -> None:
        self.number, self.begun, self.nested = number, time.perf_counter(), 0.0
        self.steps: list[dict[str, Any]] = []
        self.sql: list[dict[str, Any]] = []
        self.asked, self.total, self.waits, self.is_open = 0.0, 0.0, False, False

    def now(self) -> float:
        return (time.perf_counter() - self.begun) * 1000

    @contextlib.contextmanager
    def step(self, name: str, kind: str, at: list[Any] | None) -> Iterator[None]:
        """One function; what runs inside of it, and is a step as well, is not counted with it."""
        found: dict[str, Any] = {"name": name, "kind": kind, "at": at, "from": self.now(), "ms": 0}
        before, self.nested = self.nested, 0.0
        if name:
            self.steps.append(found)
        try:
            yield
        finally:
            took = self.now() - found["from"]
            found["ms"] = round(took - self.nested, 3)
            self.nested = before + took

    def say(self, text: str, took: float | None, **more: Any) -> None:
        if len(self.sql) < MOST:
            step, at = len(self.steps) - 1, _calling()
            self.sql.append({"text": text[:LONGEST], "ms": took, "step": step, "at": at, "from": self.now(), **more})


current: ContextVar[Trace | None] = ContextVar("trace", default=None)


def recorded(function: Callable[..., Any], name: str, kind: str) -> Callable[..., Any]:
    at = _place(function)

    @functools.wraps(function, updated=())
    def run(*values: Any, **named: Any) -> Any:
        if not (trace := current.get()):
            return function(*values, **named)
        with trace.step(name, kind, at):
            return function(*values, **named)

    return run


def named(function: Callable[..., Any]) -> str:
    """`logs.begin`; of a library `flask_sqlalchemy.teardown_session`."""
    function = getattr(function, "func", function)
    parts = function.__module__.split(".")
    home = parts[-1] if parts[0] == "app" else parts[0]
    return f"{home}.{function.__name__.strip('_')}"


def _place(function: Callable[..., Any]) -> list[Any] | None:
    """The file and the line of a function of the project."""
    code = getattr(inspect.unwrap(getattr(function, "func", function)), "__code__", None)
    return _inside(code.co_filename, code.co_firstlineno) if code else None


def _inside(name: str, line: int) -> list[Any] | None:
    is_own = name.startswith(f"{ROOT}{os.sep}") and not name.startswith(PACKAGES)
    return [Path(name).relative_to(ROOT).as_posix(), line] if is_own else None


def _calling() -> list[Any] | None:
    """The line of the project from which a statement comes."""
    frame = sys._getframe(2)
    while frame:
        if found := _inside(frame.f_code.co_filename, frame.f_lineno):
            return found
        frame = frame.f_back  # type: ignore[assignment]
    return None


def wrapped(app: Any, inner: Any) -> Any:
    """A WSGI application and those inside of it, but for Flask's own."""
    if getattr(inner, "__self__", None) is app:
        # Why without a name: it is no step, and its time is not that of what is around it.
        return recorded(inner, "", "in")
    if hasattr(inner, "app"):
        inner.app = wrapped(app, inner.app)
    return recorded(inner, type(inner).__name__, "in")


def record(app: Any) -> None:
    """Records each function that the application runs around a request."""
    kinds = {"in": app.before_request_funcs, "out": app.after_request_funcs, "end": app.teardown_request_funcs}
    for kind, registry in kinds.items():
        for several in registry.values():
            several[:] = [recorded(function, named(function), kind) for function in several]
    last = app.teardown_appcontext_funcs
    last[:] = [recorded(function, named(function), "end") for function in last]
    for handlers in (by_class for codes in app.error_handler_spec.values() for by_class in codes.values()):
        for one, handler in handlers.items():
            handlers[one] = recorded(handler, named(handler), "error")
    for endpoint, view in app.view_functions.items():
        app.view_functions[endpoint] = recorded(view, f"{endpoint}()", "view")
    app.wsgi_app = wrapped(app, app.wsgi_app)


def listen() -> None:
    """Hears every statement of SQLAlchemy. Sent by itself is what the driver sends without being told."""
    from sqlalchemy import Engine, event  # type: ignore[import-not-found]  # noqa: PLC0415

    def begin(connection: Any) -> None:
        if trace := current.get():
            trace.waits = True

    def before(*_: Any) -> None:
        if trace := current.get():
            trace.asked = time.perf_counter()

    def after(connection: Any, cursor: Any, text: str, _: Any, __: Any, many: bool) -> None:
        if trace := current.get():
            took = (time.perf_counter() - trace.asked) * 1000
            _open(trace, connection)
            trace.say(text, round(took, 3), rows=cursor.rowcount, many=many)

    def fail(context: Any) -> None:
        if (trace := current.get()) and context.statement:
            took = (time.perf_counter() - trace.asked) * 1000
            if context.connection:
                _open(trace, context.connection)
            trace.say(context.statement, round(took, 3), failed=str(context.original_exception)[:300])

    def end(word: str) -> Callable[[Any], None]:
        def say(connection: Any) -> None:
            if (trace := current.get()) and trace.is_open:
                trace.is_open = False
                trace.say(word, None, control=True)

        return say

    heard = {"begin": begin, "before_cursor_execute": before, "after_cursor_execute": after, "handle_error": fail}
    for name, hears in {**heard, "commit": end("COMMIT"), "rollback": end("ROLLBACK")}.items():
        event.listen(Engine, name, hears)


def _open(trace: Trace, connection: Any) -> None:
    """Notes BEGIN where the driver has sent it: that of SQLite does so before what writes only."""
    is_sent = getattr(connection.connection.dbapi_connection, "in_transaction", connection.dialect.name != "mysql")
    if trace.waits and is_sent and not trace.is_open:
        trace.say("BEGIN", None, control=True)
    trace.is_open = trace.is_open or is_sent or connection.dialect.name == "mysql"
    trace.waits = trace.waits and not trace.is_open


def install(keep: Callable[[Trace], None]) -> None:
    """Traces all requests of the page that any application of this process is asked."""
    from flask import Flask  # type: ignore[import-not-found]  # noqa: PLC0415
    from werkzeug.wsgi import ClosingIterator  # noqa: PLC0415

    known: set[int] = set()
    call = Flask.__call__

    def traced(app: Flask, environ: dict[str, Any], start: Any) -> Any:
        number = environ.get("HTTP_X_REQUEST_ID", "")
        if not number.startswith(OURS):
            return call(app, environ, start)
        if id(app) not in known:
            if "sqlalchemy" in sys.modules and not known:
                listen()
            record(app)
            known.add(id(app))
        trace = Trace(number)
        token = current.set(trace)
        try:
            body = call(app, environ, start)
        except BaseException:
            keep(trace)
            raise
        finally:
            trace.total = trace.now()
            current.reset(token)
        # Why then: whoever waits for the answer has it.
        return ClosingIterator(body, functools.partial(keep, trace))

    Flask.__call__ = traced


def write(trace: Trace) -> None:
    told = {"steps": trace.steps, "sql": trace.sql, "ms": trace.total or trace.now()}
    file = Path(os.environ["TRACE"]) / f"flask-{trace.number}"
    with contextlib.suppress(OSError):
        file.with_suffix(".new").write_text(json.dumps(told), "utf-8")
        file.with_suffix(".new").rename(file)


def stay() -> None:
    """Why the other one, too: a person may have a `sitecustomize` of their own."""
    sys.path[:] = [path for path in sys.path if path != os.environ["TRACE"]]
    own = sys.modules.pop("sitecustomize", None)
    with contextlib.suppress(ImportError):
        importlib.import_module("sitecustomize")
    if own:
        # Why back: Python looks for what it has just imported, and complains when nothing is there.
        sys.modules.setdefault("sitecustomize", own)
    if any(Path(word).stem == "flask" for word in sys.orig_argv[:4]):
        with contextlib.suppress(ImportError):
            install(write)
            (Path(os.environ["TRACE"]) / "flask").touch()


def once() -> None:
    """Asks one request, and writes the names of what ran."""
    # Why either: a project without `wsgi.py` has its factory in `app`.
    served = importlib.import_module("wsgi" if Path("wsgi.py").is_file() else "app")
    app = served.app if hasattr(served, "app") else served.create_app()
    asked = json.loads(os.environ["ASKED"])
    found: list[Trace] = []
    install(found.append)
    app.test_client().open(asked["path"], method=asked["method"], headers=asked["headers"], data=asked["body"]).close()
    Path(os.environ["RAN"]).write_text(json.dumps([step["name"] for step in found[0].steps]))


if "ASKED" in os.environ:
    once()
else:
    stay()
