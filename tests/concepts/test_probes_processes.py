"""What the concepts of operations say about a process and what it waits for, shown by the generated code."""

import os
import re
import socket
import time
from pathlib import Path

import pytest
from concepts.snippets import express, flask
from concepts.test_probes_operations import served
from parity.machine import environment
from parity.processes import wait_until
from parity.projects import SERVE, WHOLE, project
from parity.servers import children

pytestmark = pytest.mark.long

ASK = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
GARBAGE = """
import { getHeapStatistics } from "node:v8";

const kept = [];
let most = 0;
for (let count = 0; count < 4000; count += 1) {
  kept.push(new Array(10_000).fill(count));
  if (kept.length > 500) kept.shift();
  most = Math.max(most, getHeapStatistics().used_heap_size);
}
say([getHeapStatistics().heap_size_limit, most].map((bytes) => Math.round(bytes / 2 ** 20)));
"""


def test_how_long_a_connection_may_be_idle() -> None:
    """2 is two seconds of gunicorn, and 2,000 two seconds of Node."""
    settings = flask('import runpy\nsay(runpy.run_path("gunicorn.conf.py")["keepalive"])')
    with served("flask", *SERVE["flask"], "--keep-alive", "2") as (_, url):
        seconds = idle(int(url.rpartition(":")[2]))
    assert settings == 75
    assert 1.5 < seconds < 15

    by_express = express("""
        import { connect as dial } from "node:net";

        process.env.LOG_LEVEL = "silent";
        await import("./src/server.ts");
        const servers = () => process._getActiveHandles().filter(({ keepAliveTimeout }) => keepAliveTimeout);
        while (servers().length === 0 || !servers()[0].address()) await new Promise(setImmediate);
        const [server] = servers();
        const found = [server.keepAliveTimeout];
        server.keepAliveTimeout = 2000;
        const socket = dial(server.address().port, "127.0.0.1");
        socket.write("GET /healthz HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n");
        await once(socket, "data");
        const start = performance.now();
        await once(socket.resume(), "end");
        say([...found, (performance.now() - start) / 1000]);
    """)
    assert by_express[0] == 75_000
    assert 1.5 < by_express[1] < 15


def idle(port: int) -> float:
    """How many seconds after its answer the server closes a connection that is not used again."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(ASK)
        assert connection.recv(65_536).startswith(b"HTTP/1.1 200")
        start = time.monotonic()
        while connection.recv(65_536):
            pass
        return time.monotonic() - start


def test_how_much_of_the_machine_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what the Dockerfiles set: two processes; a smaller heap, where 40 MB are in use and the rest garbage."""
    with served("flask", *SERVE["flask"], WEB_CONCURRENCY=image("flask", "WEB_CONCURRENCY")) as (pid, _):
        assert wait_until(lambda: len(children(pid)) == 2, 30)

    limit, most = express(GARBAGE)
    # Why twice: the option is set for the process itself, as an image does it.
    monkeypatch.setattr("concepts.snippets.settings", lambda: {"NODE_OPTIONS": image("express", "NODE_OPTIONS")})
    small_limit, small_most = express(GARBAGE)

    assert "--max-old-space-size=192" in image("express", "NODE_OPTIONS")
    assert small_limit < 256 < limit
    assert small_most < 0.75 * most, (small_most, most)


def image(framework: str, name: str) -> str:
    """What the Dockerfile sets a variable to."""
    text = (project(framework, "blog", *WHOLE) / "Dockerfile").read_text()
    found = re.search(rf'{name}=(?:"([^"]*)"|(\S+))', text)
    assert found, text
    return found[1] or found[2]


def test_what_runs_in_an_image() -> None:
    """The last instruction of each Dockerfile, word for word, and nothing else, starts what answers."""
    found = {}
    for framework in SERVE:
        folder = project(framework, "blog", *WHOLE)
        text = (folder / "Dockerfile").read_text()
        [words] = re.findall(r'^CMD \["(.*)"\]$', text, re.MULTILINE)
        path = os.pathsep.join([str(folder / ".venv/bin"), environment()["PATH"]])
        with served(framework, *words.split('", "'), PATH=path) as (pid, _):
            found[framework] = Path(f"/proc/{pid}/cmdline").read_text().split("\0")[:-1]

    assert found["flask"][-1].endswith("/gunicorn")
    assert found["express"] == ["node", "src/server.ts"]


def test_until_the_next_attempt() -> None:
    """Two attempts fail. While Flask waits nothing else of the thread runs; while Express does, a timer goes on."""
    by_flask = flask("""
        import time
        from sqlalchemy.exc import OperationalError
        from app import checks

        at, slept = [], []
        sleep = time.sleep

        class Engine:
            def connect(self):
                at.append(time.monotonic())
                if len(at) < 3:
                    raise OperationalError("select 1", {}, Exception("gone"))

        class Database:
            engine = Engine()

        checks.db = Database()
        checks.time.sleep = lambda seconds: slept.append(seconds) or sleep(seconds)
        checks.answering()
        say([slept, min(at[1] - at[0], at[2] - at[1]) >= 0.25])
    """)
    assert by_flask == [[0.25, 0.25], True]
    by_express = express("""
        import { checkDatabase } from "./src/checks.ts";

        const at = [];
        let ticks = 0;
        setInterval(() => { ticks += 1; }, 5);
        const execute = async () => {
          if (at.push(performance.now()) < 3) throw new Error("gone");
        };
        const migrator = { getPending: async () => [] };
        await checkDatabase({ driver: { execute }, migrator }, { NODE_ENV: "production" });
        say([at.length, Math.min(at[1] - at[0], at[2] - at[1]) >= 249, ticks > 10]);
    """)
    assert by_express == [3, True, True]
