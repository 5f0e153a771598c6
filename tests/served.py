"""A pair whose two apps are small programs of the tests, and `scaffold serve` on it."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from conftest import command

from scaffold.outside.live.apps import free_port

# What a page must not take for more than text.
HOSTILE = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
# A side that starts another program, as reloaders do, and answers as either framework would.
APP = """\
#!@PYTHON@
import http.server, json, os, subprocess, sys
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(77.25)"])
SIDE, KEY, HOSTILE = "@SIDE@", "@KEY@", @HOSTILE@
if "TRACE" in os.environ:
    open(os.path.join(os.environ["TRACE"], SIDE), "w").close()
print("\\x1b[31mhello\\x1b[0m from", SIDE, HOSTILE, flush=True)
@MORE@
BODY = {"required": True, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}}
NOTE = {"type": "object", "required": ["title"], "properties": {"title": {"type": "string"}}}
PATHS = {
    "/api/notes": {
        "get": {"summary": "List notes", "tags": ["notes"]},
        "post": {"summary": "Create note", "tags": ["notes"], "requestBody": BODY},
    },
    "/api/notes/{id}": {"get": {"summary": HOSTILE, "tags": ["notes"]}},
}
DOCUMENT = {"paths": PATHS, "components": {"schemas": {"Note": NOTE}}}

class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        status, found, headers = 404, {"seen": self.path, "said": HOSTILE}, {"X-Odd": HOSTILE}
        if self.path == "/openapi.json":
            status, found = 200, DOCUMENT
        elif self.path == "/which":
            status, found = (200 if SIDE == "flask" else 404), {"side": SIDE}
        elif self.command == "POST":
            status, found, headers = 201, {"id": 7, "sent": body}, {"Location": "/api/notes/7"}
        print(self.command, self.path, self.headers.get("X-Request-Id"), flush=True)
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(json.dumps(found).encode())
        self.trace(self.headers.get("X-Request-Id", ""))

    def trace(self, number):
        # What a project would write down: one statement on one side, three on the other.
        if "TRACE" not in os.environ or not number.startswith("serve-"):
            return
        at = ["@FILE@", 2]
        steps = [("begin", "in", 0.1), (HOSTILE + "()", "view", 3), ("finish", "out", 0.2)]
        steps = [{"name": one, "kind": kind, "ms": ms, "at": at, "from": n} for n, (one, kind, ms) in enumerate(steps)]
        text = "SELECT '" + HOSTILE + "'"
        sent = {"text": text, "ms": 0.5, "from": 1.5, "rows": 1, "step": 1, "at": at}
        sql = [sent] if SIDE == "flask" else [{**sent, "text": "begin", "ms": None, "control": True}, sent, sent, sent]
        file = os.path.join(os.environ["TRACE"], SIDE + "-" + number)
        with open(file + ".new", "w") as out:
            json.dump({"steps": steps, "sql": sql, "ms": 3.5}, out)
        os.rename(file + ".new", file)

    do_GET = do_POST = do_DELETE = do_PUT = do_PATCH = answer

    def log_message(self, *_):
        pass

http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ[KEY])), Handler).serve_forever()
"""
KEYS = {"flask": "FLASK_RUN_PORT", "express": "PORT"}


def program(pair: Path, side: str, more: str = "") -> None:
    """Puts the app of a side where the framework's program would be."""
    file = pair / "flask/.venv/bin/flask" if side == "flask" else pair.parent / "bin/npm"
    file.parent.mkdir(parents=True, exist_ok=True)
    given = {"PYTHON": sys.executable, "SIDE": side, "KEY": KEYS[side], "HOSTILE": repr(HOSTILE), "MORE": more}
    given["FILE"] = "app/main.py" if side == "flask" else "src/main.ts"
    text = APP
    for name, value in given.items():
        text = text.replace(f"@{name}@", value)
    file.write_text(text)
    file.chmod(0o755)


@dataclass(frozen=True)
class Serving:
    """The program while it serves, and the address of its page."""

    process: subprocess.Popen[str]
    url: str
    told: str

    @property
    def port(self) -> int:
        return int(self.url.split(":")[2].split("/")[0])

    @property
    def base(self) -> str:
        return "/" + self.url.split("/")[3] + "/"

    def ask(self, method: str, name: str, body: Any = None, **headers: str | None) -> tuple[int, Any]:
        """The status and the JSON of an answer. A header that is None is left out."""
        around = {"Host": f"127.0.0.1:{self.port}"}
        if method == "POST":
            around |= {"Origin": f"http://127.0.0.1:{self.port}", "Content-Type": "application/json"}
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in {**around, **given}.items() if value is not None}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            path = name if name.startswith("/") else self.base + name
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            data = json.dumps(body).encode() if not isinstance(body, bytes) else body
            for key, value in {**sent, **({"Content-Length": str(len(data))} if method == "POST" else {})}.items():
                connection.putheader(key, value)
            connection.endheaders(data if method == "POST" else None)
            answer = connection.getresponse()
            text = answer.read()
        is_json = answer.headers.get_content_type() == "application/json"
        return answer.status, json.loads(text) if is_json else text

    def fire(self, method: str, path: str, body: str | None = None, kind: str = "application/json") -> Any:
        status, found = self.ask("POST", "fire", {"method": method, "path": path, "body": body, "type": kind})
        assert status == 200, found
        return found

    def events(self, seconds: float = 10) -> Iterator[dict[str, Any]]:
        """Everything that happened so far, and what happens until nothing does for a while."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        with contextlib.closing(connection), contextlib.suppress(TimeoutError):
            connection.request("GET", self.base + "events")
            for line in connection.getresponse():
                if line.startswith(b"data: "):
                    yield json.loads(line.removeprefix(b"data: "))

    def until(self, **wanted: str) -> dict[str, Any]:
        """The first event that has all of these."""
        for event in self.events():
            if all(value in str(event.get(key, "")) for key, value in wanted.items()):
                return event
        raise AssertionError(wanted)


@contextlib.contextmanager
def serving(words: list[str], **options: Any) -> Iterator[Serving]:
    """Runs the program until the block ends; then it is told to end, as by Ctrl-C."""
    process = subprocess.Popen(
        words, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, **options
    )
    try:
        told = ""
        for line in process.stderr or ():
            told += line
            if "Ctrl-C" in line:
                break
        found = re.search(r"^page +(\S+)$", told, re.M)
        assert found, told
        yield Serving(process, found[1], told)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def served(template: Path, *words: str) -> contextlib.AbstractContextManager[Serving]:
    """`scaffold serve` on the small template."""
    return serving(command(template, "serve", *words, "--no-open"))


def left(place: Path) -> list[str]:
    """What runs below a folder, after some time to go away."""
    end = time.monotonic() + 8
    while (found := list(running(place))) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def running(place: Path) -> Iterator[str]:
    """The command lines of what runs below a folder."""
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (entry / "cwd").readlink().is_relative_to(place):
                yield (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()


def ready(pair: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pair that was just made, with both apps and ports of their own."""
    for side, key in KEYS.items():
        program(pair, side)
        monkeypatch.setenv(key, str(free_port()))
    (pair / "express/node_modules").mkdir()
    for file in ("flask/app/main.py", "express/src/main.ts"):
        (pair / file).parent.mkdir(exist_ok=True)
        (pair / file).write_text(f"x = 1\ny = '{HOSTILE}'\n")
    (pair / "flask/.flaskenv").write_text("FLASK_APP=app\n")
    monkeypatch.setenv("PATH", str(pair.parent / "bin"), prepend=os.pathsep)
    return pair
