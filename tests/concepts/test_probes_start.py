"""What the concepts of starting say, shown by the generated code."""

import shutil
import subprocess
from pathlib import Path

import pytest
from concepts.snippets import express, flask
from parity.apps import project
from parity.machine import FRAMEWORKS, environment

START = {"flask": (".venv/bin/python", "wsgi.py"), "express": ("node", "src/server.ts")}


def test_what_is_turned_off() -> None:
    by_flask = flask("""
        from flask import Flask

        bare, ours = Flask("bare"), make()
        for app in (bare, ours):
            app.add_url_rule("/a/b", view_func=lambda: "")
        say([["static" in app.view_functions, app.test_client().get("/a//b").status_code] for app in (bare, ours)])
    """)
    assert by_flask == [[True, 308], [False, 404]]
    by_express = express("""
        import express from "express";

        const bare = express();
        bare.get("/healthz", (req, res) => res.json({ status: "ok" }));
        const found = [];
        for (const app of [bare, make()]) {
          const { headers } = await (await serve(app))("/healthz");
          found.push([headers.has("X-Powered-By"), headers.has("ETag")]);
        }
        say(found);
    """)
    assert by_express == [[True, True], [False, False]]


def test_a_late_route() -> None:
    """One that is added to the app that the factory has returned; it fails, so that an error handler is needed."""
    by_flask = flask("""
        def late():
            raise Problem(409)

        from app.errors import Problem
        app = make()
        app.add_url_rule("/late", view_func=late)
        answer = app.test_client().get("/late")
        try:
            app.add_url_rule("/later", view_func=lambda: "")
        except AssertionError as error:
            say([answer.status_code, answer.content_type, "first request" in str(error)])
    """)
    assert by_flask == [409, "application/problem+json", True]
    by_express = express("""
        let asked = false;
        const app = make();
        app.get("/late", () => { asked = true; });
        const answer = await (await serve(app))("/late");
        say([answer.status, asked]);
    """)
    assert by_express == [404, False]


def test_who_reads_the_settings() -> None:
    by_flask = flask("""
        import runpy

        read = []
        from_env = Config.from_env
        Config.from_env = lambda: read.append(1) or from_env()
        found = []
        for path in ("gunicorn.conf.py", "wsgi.py"):
            runpy.run_path(path)
            found.append(len(read))
        say(found)
    """)
    assert by_flask == [1, 2]
    by_express = express("""
        let read = 0;
        const get = (target, name) => { read += name === "HOST" ? 1 : 0; return target[name]; };
        const set = (target, name, value) => Reflect.set(target, name, value);
        Object.defineProperty(process, "env", { value: new Proxy(process.env, { get, set }) });
        process.on("exit", () => process.stdout.write(`${read}\\n`));
        await import("./src/server.ts");
        process.exit();
    """)
    assert by_express == 1


def test_who_listens() -> None:
    by_flask = flask("""
        import runpy, wsgi
        from pathlib import Path

        rows = [line.split() for line in Path("/proc/self/net/tcp").read_text().splitlines()]
        listening = {f"socket:[{row[9]}]" for row in rows if row[3] == "0A"}
        ours = {str(file.readlink()) for file in Path("/proc/self/fd").iterdir() if file.is_symlink()}
        say([type(wsgi.app).__name__, runpy.run_path("gunicorn.conf.py")["wsgi_app"], len(listening & ours)])
    """)
    assert by_flask == ["Flask", "wsgi:app", 0]
    by_express = express("""
        await import("./src/server.ts");
        const servers = () => process.getActiveResourcesInfo().filter((name) => name === "TCPServerWrap").length;
        while (servers() === 0) await new Promise(setImmediate);
        say(servers());
    """)
    assert by_express == 1


def test_settings_cannot_be_changed() -> None:
    by_flask = flask("""
        try:
            Config().port = 1
        except Exception as error:
            say(type(error).__name__)
    """)
    assert by_flask == "FrozenInstanceError"
    by_express = express("""
        try { config.port = 1; } catch (error) { say(error.name); }
    """)
    assert by_express == "TypeError"


def test_who_reads_env_files(tmp_path: Path) -> None:
    """The file asks for a port that is none, so whoever reads it says so."""
    commands: dict[str, list[tuple[str, ...]]] = {
        "flask": [(".venv/bin/flask", "--app", "wsgi", "routes"), (".venv/bin/gunicorn", "--check-config")],
        "express": [("node", "src/server.ts")],
    }
    found = []
    for framework, all_of_it in commands.items():
        copy = shutil.copytree(project(framework, "sqlite", "memory"), tmp_path / framework, symlinks=True)
        (copy / ".env").write_text("PORT=0\n")
        for command in all_of_it:
            said = subprocess.run(command, cwd=copy, env=environment(), capture_output=True, text=True, check=False)
            found.append("PORT must be a number from 1 to 65535, not '0'" in said.stderr)

    assert found == [True, True, True]


def test_defaults() -> None:
    by_flask = flask("""
        import os

        os.environ["PORT"] = "1"
        say([Config().port, Config.from_env().port])
    """)
    assert by_flask == [5000, 1]
    by_express = express("""
        say([configFromEnv({}).port, configFromEnv({ PORT: "1" }).port]);
    """)
    assert by_express == [3000, 1]


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_bad_setting(framework: str) -> None:
    ended = subprocess.run(
        START[framework],
        cwd=project(framework, "sqlite", "memory"),
        env=environment() | {"PORT": "http"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr == "PORT must be a number from 1 to 65535, not 'http'\n"
