"""What the concepts of operations say, shown by the generated code."""

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

from concepts.snippets import express, flask, settings
from parity.apps import project
from parity.machine import environment
from parity.processes import wait_until

WAITS = """
import time
from app import create_app

app = create_app()

@app.get("/waits")
def waits():
    time.sleep(0.5)
    return ""

@app.get("/computes")
def computes():
    end = time.perf_counter() + 0.5
    while time.perf_counter() < end:
        pass
    return ""
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


def test_names_of_levels() -> None:
    by_flask = flask("""
        import contextlib, io
        from app.logging import configure, log

        with contextlib.redirect_stdout(io.StringIO()) as out:
            configure(Config())
            log.warning("x")
        say(json.loads(out.getvalue())["level"])
    """)
    assert by_flask == "warning"
    by_express = express("""
        import { initLogging, log } from "./src/logging.ts";

        const lines = [];
        const write = process.stdout.write.bind(process.stdout);
        initLogging({ logLevel: "info", logFormat: "json" });
        process.stdout.write = (line) => lines.push(line);
        log.warn({ msg: "x" });
        process.stdout.write = write;
        say(JSON.parse(lines[0]).level);
    """)
    assert by_express == "warning"


def test_levels_below() -> None:
    by_flask = flask("""
        import contextlib, io
        from app.logging import configure, log

        with contextlib.redirect_stdout(io.StringIO()) as out:
            configure(Config(log_level="error"))
            log.info("below")
            log.error("above")
        say([json.loads(line)["msg"] for line in out.getvalue().splitlines()])
    """)
    assert by_flask == ["above"]
    by_express = express("""
        import { initLogging, log } from "./src/logging.ts";

        const lines = [];
        const write = process.stdout.write.bind(process.stdout);
        initLogging({ logLevel: "error", logFormat: "json" });
        process.stdout.write = (line) => lines.push(JSON.parse(line).msg);
        log.info({ msg: "below" });
        log.error({ msg: "above" });
        log.level = "info";
        log.info({ msg: "changed" });
        process.stdout.write = write;
        say(lines);
    """)
    assert by_express == ["above", "changed"]


def test_when_it_is_counted() -> None:
    by_flask = flask("""
        from werkzeug.test import EnvironBuilder

        app = make()
        labels = {"method": "GET", "route": "/healthz", "status": "200"}
        count = lambda: app.extensions["metrics"].registry.get_sample_value("http_requests_total", labels)
        seen = [count()]
        list(app(EnvironBuilder(path="/healthz").get_environ(), lambda *_: seen.append(count())))
        say(seen)
    """)
    assert by_flask == [None, 1]
    by_express = express("""
        import { register } from "prom-client";

        const count = async () => (await register.getSingleMetric("http_requests_total").get()).values.length;
        const seen = [];
        const ask = await serve(make({ logLevel: "silent" }, (app) => {
          app.get("/", (req, res) => { res.on("finish", () => seen.push(count())); res.end(); });
        }));
        const before = await count();
        await ask("/");
        while (seen.length < 1) await new Promise(setImmediate);
        say([before, ...await Promise.all(seen)]);
    """)
    assert by_express == [0, 1]


def test_requests_that_wait(tmp_path: Path) -> None:
    """Four requests of half a second in one process: waiting they take as long as one, computing as long as all."""
    (tmp_path / "waits.py").write_text(WAITS)
    env = environment() | settings() | {"WEB_CONCURRENCY": "1", "RATE_LIMIT": "0"}
    process = subprocess.Popen(
        (".venv/bin/gunicorn", "--pythonpath", str(tmp_path), "waits:app"),
        cwd=project("flask", "sqlite", "memory"),
        env=env,
        stdout=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{env['PORT']}"
        assert wait_until(lambda: answers(f"{url}/healthz"), 60)
        assert took(f"{url}/waits") < 2
        assert took(f"{url}/computes") >= 2
    finally:
        process.terminate()
        process.wait(30)
    by_express = express("""
        const ask = await serve(make({ logLevel: "silent" }, (app) => {
          app.get("/waits", async (req, res) => {
            await new Promise((done) => setTimeout(done, 500));
            res.end();
          });
          app.get("/computes", (req, res) => {
            const end = performance.now() + 500;
            while (performance.now() < end);
            res.end();
          });
        }));
        const took = async (path) => {
          const start = performance.now();
          await Promise.all([1, 2, 3, 4].map(() => ask(path)));
          return performance.now() - start;
        };
        say([(await took("/waits")) < 2000, (await took("/computes")) >= 2000]);
    """)
    assert by_express == [True, True]


def answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def took(url: str) -> float:
    start = time.monotonic()
    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(answers, [url] * 4))
    return time.monotonic() - start


def test_how_many_processes() -> None:
    by_flask = flask("""
        import app.config

        app.config.cores = lambda: 7
        say([Config.from_env({}).web_concurrency, Config.from_env({"WEB_CONCURRENCY": "3"}).web_concurrency])
    """)
    assert by_flask == [7, 3]
    by_express = express("""
        say([configFromEnv({}).webConcurrency, configFromEnv({ WEB_CONCURRENCY: "3" }).webConcurrency]);
    """)
    assert by_express == [1, 3]


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
