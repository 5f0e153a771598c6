"""Writes down in which order the functions of a Flask application run around one request.

Runs inside of a generated project, so it imports nothing of scaffold.
"""

import functools
import importlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Why either: a project without `wsgi.py` has its factory in `app`.
served = importlib.import_module("wsgi" if Path("wsgi.py").is_file() else "app")
app = served.app if hasattr(served, "app") else served.create_app()
asked = json.loads(os.environ["ASKED"])
ran: list[str] = []


def recorded(function: Callable[..., Any], name: str) -> Callable[..., Any]:
    @functools.wraps(function, updated=())
    def run(*values: Any, **named: Any) -> Any:
        ran.append(name)
        return function(*values, **named)

    return run


def named(function: Callable[..., Any]) -> str:
    """`logs.begin`; of a library `flask_sqlalchemy.teardown_session`."""
    function = getattr(function, "func", function)
    parts = function.__module__.split(".")
    home = parts[-1] if parts[0] == "app" else parts[0]
    return f"{home}.{function.__name__.strip('_')}"


def wrapped(inner: Any) -> Any:
    """A WSGI application and those inside of it, but for Flask's own."""
    if getattr(inner, "__self__", None) is app:
        return inner
    if hasattr(inner, "app"):
        inner.app = wrapped(inner.app)
    return recorded(inner, type(inner).__name__)


for registry in (app.before_request_funcs, app.after_request_funcs, app.teardown_request_funcs):
    for several in registry.values():
        several[:] = [recorded(function, named(function)) for function in several]
last = app.teardown_appcontext_funcs
last[:] = [recorded(function, named(function)) for function in last]
for handlers in (by_class for codes in app.error_handler_spec.values() for by_class in codes.values()):
    for kind, handler in handlers.items():
        handlers[kind] = recorded(handler, named(handler))
for endpoint, view in app.view_functions.items():
    app.view_functions[endpoint] = recorded(view, f"{endpoint}()")
app.wsgi_app = wrapped(app.wsgi_app)

app.test_client().open(asked["path"], method=asked["method"], headers=asked["headers"], data=asked["body"]).close()
Path(os.environ["RAN"]).write_text(json.dumps(ran))
