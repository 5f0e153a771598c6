"""The project's Flask application with the routes of the experiments, which no project has.

Runs inside of a generated project, so it imports nothing of scaffold.
"""

import asyncio
import importlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path.cwd()))
flask: Any = importlib.import_module("flask")
# Why either: a project without `wsgi.py` has its factory in `app`.
served = importlib.import_module("wsgi" if Path("wsgi.py").is_file() else "app")
app = served.app if hasattr(served, "app") else served.create_app()
ITEMS = [{"id": number, "title": f"Title {number}", "done": number % 2 == 0} for number in range(20)]
# Seconds of computing in each answer of `json`, so that tests can plant a difference.
SLOWER = float(os.environ.get("EXPERIMENTS_SLOWER", "0"))


def from_memory() -> Any:
    spend(SLOWER)
    return flask.jsonify({"items": ITEMS})


def wait(milliseconds: int) -> Any:
    time.sleep(milliseconds / 1000)
    return flask.jsonify({"waited": milliseconds})


def wait_async(milliseconds: int) -> Any:
    # Why `run`: an `async def` view is run so by Flask, in a loop of its own in the thread of the request. See
    # https://flask.palletsprojects.com/en/stable/async-await/#performance
    asyncio.run(asyncio.sleep(milliseconds / 1000))
    return flask.jsonify({"waited": milliseconds})


def compute(milliseconds: int) -> Any:
    spend(milliseconds / 1000)
    return flask.jsonify({"computed": milliseconds})


def stream() -> Any:
    def events() -> Iterator[str]:
        while True:
            yield "data: 1\n\n"
            time.sleep(1)

    return flask.Response(events(), mimetype="text/event-stream", headers={"Cache-Control": "no-transform"})


def spend(seconds: float) -> None:
    """Why the CPU's time: a machine that does other things would otherwise do less of it."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


for path, view in (
    ("json", from_memory),
    ("wait/<int:milliseconds>", wait),
    ("wait-async/<int:milliseconds>", wait_async),
    ("compute/<int:milliseconds>", compute),
    ("stream", stream),
):
    app.add_url_rule(f"/experiments/{path}", f"experiments.{view.__name__}", view)
