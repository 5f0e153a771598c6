"""What the concepts of operations say, shown by the generated code."""

import os
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from concepts.snippets import express, flask, settings
from parity.machine import environment
from parity.processes import wait_until
from parity.projects import SERVE, WHOLE, project
from parity.servers import children

pytestmark = pytest.mark.long

MEETS = """
from threading import Barrier
from time import thread_time
from app import create_app

app = create_app()
gates = {8: Barrier(8, timeout=30), 9: Barrier(9, timeout=1)}

@app.get("/meets/<int:number>")
def meets(number):
    gates[number].wait()
    return ""

@app.get("/computes")
def computes():
    end = thread_time() + 0.5
    while thread_time() < end:
        pass
    return ""
"""

LINES = """
import { symbols } from "pino";
import { log } from "./src/logs.ts";

const lines = [];
log[symbols.streamSym].write = (line) => lines.push(JSON.parse(line));
"""


def test_lengths_of_compressed_answers() -> None:
    by_flask = flask("""
        headers = make().test_client().get("/openapi.json", headers={"Accept-Encoding": "gzip"}).headers
        say([headers["Content-Encoding"], "Content-Length" in headers, "Transfer-Encoding" in headers])
    """)
    assert by_flask == ["gzip", True, False]
    by_express = express("""
        const { headers } = await (await serve(make()))("/openapi.json", { headers: { "Accept-Encoding": "gzip" } });
        say([headers.get("Content-Encoding"), headers.has("Content-Length"), headers.has("Transfer-Encoding")]);
    """)
    assert by_express == ["gzip", False, True]


def test_codings_and_lengths() -> None:
    by_flask = flask("""
        app = make()
        app.add_url_rule("/text/<int:size>", "text", lambda size: "x" * size)

        def coding(size, accepted):
            answer = app.test_client().get(f"/text/{size}", headers={"Accept-Encoding": accepted})
            return answer.headers.get("Content-Encoding")

        say([coding(1024, "gzip, br"), coding(1024, "gzip"), coding(1024, "deflate"), coding(1023, "gzip")])
    """)
    assert by_flask == ["br", "gzip", None, None]
    by_express = express("""
        import express from "express";
        import { compress } from "./src/compression.ts";

        const app = express().use(compress);
        app.get("/text/:size", (req, res) => res.type("text").send("x".repeat(Number(req.params.size))));
        const ask = await serve(app);
        const coding = async (size, accepted) =>
          (await ask(`/text/${size}`, { headers: { "Accept-Encoding": accepted } })).headers.get("Content-Encoding");
        say([
          await coding(1024, "gzip, br"), await coding(1024, "gzip"),
          await coding(1024, "deflate"), await coding(1023, "gzip"),
        ]);
    """)
    assert by_express == ["br", "gzip", "deflate", None]


def test_how_a_line_comes_about() -> None:
    """What one function returns the next gets, and the last one makes a text; pino leaves out what it is told to."""
    by_flask = flask("""
        import contextlib, io, structlog
        from app.logs import log

        with contextlib.redirect_stdout(io.StringIO()) as out:
            make()
            *others, last = structlog.get_config()["processors"]
            made = []
            def noted(*given):
                made.append(last(*given))
                return made[-1]
            structlog.configure(processors=[lambda *_: {"event": "anew"}, *others, noted])
            log.info("x")
        say([json.loads(out.getvalue())["msg"], made == [out.getvalue().rstrip()]])
    """)
    assert by_flask == ["anew", True]
    by_express = express(
        LINES
        + """
        import { pino } from "pino";

        const plain = [];
        pino({}, { write: (line) => plain.push(JSON.parse(line)) }).info("x");
        make({ LOG_LEVEL: "info" });
        log.info("x");
        say([plain[0], lines[0]].map((line) => [Object.keys(line), typeof line.level, typeof line.time]));
    """
    )
    assert by_express == [
        [["level", "time", "pid", "hostname", "msg"], "number", "number"],
        [["level", "time", "msg"], "string", "string"],
    ]


def test_names_of_levels() -> None:
    by_flask = flask("""
        import contextlib, io
        from app.logs import log

        with contextlib.redirect_stdout(io.StringIO()) as out:
            make()
            log.warning("x")
        say(json.loads(out.getvalue())["level"])
    """)
    assert by_flask == "warning"
    by_express = express(
        LINES
        + """
        import { pino } from "pino";

        const plain = [];
        pino({}, { write: (line) => plain.push(JSON.parse(line)) }).warn("x");
        make({ LOG_LEVEL: "info" });
        log.warn("x");
        say([plain[0].level, lines[0].level]);
    """
    )
    assert by_express == [40, "warn"]


def test_levels_below() -> None:
    by_flask = flask("""
        import contextlib, io
        from app.logs import log

        with contextlib.redirect_stdout(io.StringIO()) as out:
            make(log_level="error")
            log.info("below")
            log.error("above")
        say([json.loads(line)["msg"] for line in out.getvalue().splitlines()])
    """)
    assert by_flask == ["above"]
    by_express = express(
        LINES
        + """
        make({ LOG_LEVEL: "error" });
        log.info("below");
        log.error("above");
        log.level = "info";
        log.info("changed");
        say(lines.map(({ msg }) => msg));
    """
    )
    assert by_express == ["above", "changed"]


def test_what_others_log() -> None:
    by_flask = flask("""
        import contextlib, io, logging

        with contextlib.redirect_stdout(io.StringIO()) as out:
            app = make()
            app.logger.warning("by %s", "the app")
            logging.getLogger("library").warning("by a library")
        lines = [json.loads(line) for line in out.getvalue().splitlines()]
        say([[line["level"], line["msg"]] for line in lines])
    """)
    assert by_flask == [["warning", "by the app"], ["warning", "by a library"]]
    by_express = express(
        LINES
        + """
        import express from "express";
        import { logRequests } from "./src/logs.ts";

        const app = express().use(logRequests({ LOG_LEVEL: "info" }));
        app.get("/", (req, res) => {
          req.log.info("by a request");
          console.log("by console");
          res.end();
        });
        await (await serve(app))("/", { headers: { "X-Request-Id": "abcd-1234" } });
        const { level, msg, requestId } = lines[0];
        say([level, msg, requestId, lines.some((line) => line.msg === "by console")]);
    """
    )
    assert by_express == ["info", "by a request", "abcd-1234", False]


def test_when_it_is_counted() -> None:
    by_flask = flask("""
        from prometheus_client import REGISTRY
        from werkzeug.test import EnvironBuilder

        app = make()
        labels = {"method": "GET", "route": "/healthz", "status": "200"}
        count = lambda: REGISTRY.get_sample_value("http_request_duration_seconds_count", labels)
        seen = [count()]
        list(app(EnvironBuilder(path="/healthz").get_environ(), lambda *_: seen.append(count())))
        say(seen)
    """)
    assert by_flask == [None, 1]
    by_express = express("""
        import express from "express";
        import { register } from "prom-client";
        import { measure } from "./src/metrics.ts";

        const metric = register.getSingleMetric("http_request_duration_seconds");
        const count = async () => (await metric.get()).values.length;
        const seen = [];
        const app = express().use(measure);
        app.get("/", (req, res) => {
          for (const event of ["finish", "close"]) res.on(event, () => seen.push(count()));
          res.end();
        });
        await (await serve(app))("/");
        while (seen.length < 2) await new Promise(setImmediate);
        say((await Promise.all(seen)).map((values) => values > 0));
    """)
    assert by_express == [False, True]


def test_the_sum_of_processes() -> None:
    """In Flask a process tells what another has counted; in Express it tells its own count, which is all there is."""
    by_flask = flask("""
        import os

        client = make().test_client()
        if not (child := os.fork()):
            client.get("/healthz")
            os._exit(0)
        os.waitpid(child, 0)
        client.get("/healthz")
        counts = [line.split()[-1] for line in client.get("/metrics").text.splitlines() if 'count{' in line]
        say([len(os.listdir(os.environ["PROMETHEUS_MULTIPROC_DIR"])), counts])
    """)
    assert by_flask == [2, ["2.0"]]
    by_express = express("""
        import { register } from "prom-client";

        const ask = await serve(make());
        await ask("/healthz");
        const count = (text) => text.match(/_count{.*"\\/healthz".*} (\\d)/)?.[1];
        say([count(await register.metrics()), count(await (await ask("/metrics")).text())]);
    """)
    assert by_express == ["1", "1"]


def test_requests_that_wait(tmp_path: Path) -> None:
    """Requests that wait for each other: eight are there at once in Flask and nine never, in Express nine are; those
    that compute half a second each take as long as all together."""
    (tmp_path / "meets.py").write_text(MEETS)
    command = (*SERVE["flask"], "--pythonpath", str(tmp_path), "meets:app")
    with served("flask", *command, RATE_LIMIT="1000") as (_, url):
        start = time.monotonic()
        assert all(asked(f"{url}/computes", 4))
        assert time.monotonic() - start >= 2
        assert all(asked(f"{url}/meets/8", 8))
        assert not any(asked(f"{url}/meets/9", 9))
    by_express = express("""
        import express from "express";

        const app = express();
        const here = [];
        app.get("/meets/9", async (req, res) => {
          await new Promise((go) => { if (here.push(go) === 9) for (const one of here) one(); });
          res.end();
        });
        app.get("/computes", (req, res) => {
          const end = performance.now() + 500;
          while (performance.now() < end);
          res.end();
        });
        const ask = await serve(app);
        const asked = (path, times) => Promise.all(Array.from({ length: times }, () => ask(path)));
        const start = performance.now();
        await asked("/computes", 4);
        const seconds = (performance.now() - start) / 1000;
        say([seconds >= 2, (await asked("/meets/9", 9)).every(({ ok }) => ok)]);
    """)
    assert by_express == [True, True]


def asked(url: str, times: int) -> list[bool]:
    """Whether each of so many requests, sent at once, is answered with 200."""
    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(answers, [url] * times))


def answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=60) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def test_how_many_processes() -> None:
    found = {}
    for framework, words in SERVE.items():
        for wanted in ("", "3"):
            with served(framework, *words, WEB_CONCURRENCY=wanted or "1") as (pid, _):
                found[framework, wanted] = len(children(pid))

    assert found == {("flask", ""): 1, ("flask", "3"): 3, ("express", ""): 0, ("express", "3"): 0}


@contextmanager
def served(framework: str, *command: str, **more: str) -> Iterator[tuple[int, str]]:
    """A server with an empty database, until it is stopped: its process and where it is."""
    env = environment() | settings() | {"APP_ENV": "test", "NODE_ENV": "test"} | more
    folder = project(framework, "blog", *WHOLE)
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{env['PORT']}"
    try:
        assert wait_until(lambda: answers(f"{url}/healthz"), 60)
        yield process.pid, url
    finally:
        process.terminate()
        process.wait(30)


def test_types_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("")
    by_flask = flask(f"""
        import compileall

        compileall.compile_dir({os.fspath(tmp_path)!r}, quiet=2)
        say([path.suffix for path in __import__("pathlib").Path({os.fspath(tmp_path)!r}).glob("__pycache__/one.*")])
    """)
    assert by_flask == [".pyc"]
    by_express = express("""
        say(process.features.typescript);
    """)
    assert by_express == "strip"
