"""What the concepts of starting say, shown by the generated code."""

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

import pytest
from concepts.owner import ROUTE
from concepts.snippets import express, flask, settings
from parity.exchange import Answer, ask, get
from parity.machine import environment
from parity.projects import WHOLE, project

pytestmark = pytest.mark.long


def test_what_is_turned_off() -> None:
    by_flask = flask("""
        from flask import Flask

        bare, ours = Flask("bare"), make()
        for app in (bare, ours):
            app.add_url_rule("/a/b", view_func=lambda: "")
        answers = [app.test_client().get("/a//b") for app in (bare, ours)]
        say([[answer.status_code, answer.headers.get("Location")] for answer in answers])
    """)
    assert by_flask == [[308, "http://localhost/a/b"], [404, None]]
    by_express = express("""
        import express from "express";

        const bare = express();
        bare.get("/healthz", (req, res) => res.json({ status: "ok" }));
        const found = [];
        for (const app of [bare, make()]) {
          const { headers } = await (await serve(app))("/healthz");
          found.push(headers.get("X-Powered-By"));
        }
        say(found);
    """)
    assert by_express == ["Express", None]


def test_a_late_route() -> None:
    """One that is added to the app that the factory has returned."""
    by_flask = flask("""
        from werkzeug.exceptions import Conflict

        def late():
            raise Conflict

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


def test_what_the_factory_is_given() -> None:
    """Flask's reads the environment, and what it is given counts before that; Express's knows what it is given."""
    by_flask = flask("""
        import os

        os.environ["TRUSTED_HOPS"] = "2"
        say([make().config["TRUSTED_HOPS"], make(trusted_hops=1).config["TRUSTED_HOPS"]])
    """)
    assert by_flask == [2, 1]
    by_express = express("""
        process.env.TRUSTED_HOPS = "2";
        say([createApp.length, make().get("trust proxy"), make({ TRUSTED_HOPS: 1 }).get("trust proxy")]);
    """)
    assert by_express == [2, 0, 1]


def test_where_settings_are_kept() -> None:
    """Flask reads the limit of a body from there; Express knows nothing of it."""
    by_flask = flask("""
        from flask import request

        app = make()
        app.add_url_rule("/", "echo", lambda: request.get_data(), methods=["PUT"])
        app.config["MAX_CONTENT_LENGTH"] = 3
        say([app.test_client().put("/", data=data).status_code for data in ("123", "1234")])
    """)
    assert by_flask == [200, 413]
    by_express = express("""
        const app = make({ TRUSTED_HOPS: 2 });
        say([app.get("trust proxy"), app.get("MAX_CONTENT_LENGTH") ?? null, config.MAX_CONTENT_LENGTH]);
    """)
    assert by_express == [2, None, 102_400]


def test_behind_a_proxy() -> None:
    """The client's address, without and with one proxy that is believed."""
    by_flask = flask("""
        from flask import request
        from werkzeug.middleware.proxy_fix import ProxyFix

        found = []
        for hops in (0, 1):
            app = make(trusted_hops=hops)
            app.add_url_rule("/ip", "ip", lambda: request.remote_addr)
            answer = app.test_client().get("/ip", headers={"X-Forwarded-For": "10.9.8.7"})
            found.append([answer.text, isinstance(app.wsgi_app, ProxyFix)])
        say(found)
    """)
    assert by_flask == [["127.0.0.1", False], ["10.9.8.7", True]]
    by_express = express(
        ROUTE
        + """
        const found = [];
        for (const TRUSTED_HOPS of [0, 1]) {
          const app = make({ TRUSTED_HOPS });
          route(app, "get", "/ip", (req, res) => res.send(req.ip));
          const answer = await (await serve(app))("/ip", { headers: { "X-Forwarded-For": "10.9.8.7" } });
          found.push(await answer.text());
        }
        say(found);
    """
    )
    assert by_express == ["127.0.0.1", "10.9.8.7"]


def test_who_makes_the_app() -> None:
    """What gunicorn does in each of its processes is done twice here."""
    by_flask = flask("""
        import app, runpy
        from gunicorn.util import import_app

        made = []
        create_app = app.create_app
        app.create_app = lambda: made.append(1) or create_app()
        wsgi_app = runpy.run_path("gunicorn.conf.py")["wsgi_app"]
        counts = [len(made)]
        for _ in range(2):
            import_app(wsgi_app)
            counts.append(len(made))
        say(counts)
    """)
    assert by_flask == [0, 1, 2]
    # Why silent: the server says where it listens, at any time.
    by_express = express("""
        process.env.LOG_LEVEL = "silent";
        await import("./src/server.ts");
        const servers = () => process.getActiveResourcesInfo().filter((name) => name === "TCPServerWrap").length;
        while (servers() === 0) await new Promise(setImmediate);
        say(servers());
    """)
    assert by_express == 1


def test_how_settings_are_named(tmp_path: Path) -> None:
    """In the environment, and with Flask in a file .env of the folder that it is started in."""
    (tmp_path / ".env").write_text("MAX_CONTENT_LENGTH=7\n")
    by_flask = flask(f"""
        import os
        from app.config import Settings

        os.chdir({str(tmp_path)!r})
        os.environ["trusted_hops"] = "2"
        found = Settings.from_env()
        say([found.trusted_hops, found.max_content_length])
    """)
    assert by_flask == [2, 7]
    by_express = express("""
        process.env.TRUSTED_HOPS = "3";
        const found = [{ TRUSTED_HOPS: "2" }, { trusted_hops: "2" }, process.env].map((env) => configFromEnv(env));
        say(found.map(({ TRUSTED_HOPS }) => TRUSTED_HOPS));
    """)
    assert by_express == [2, 0, 3]


def test_what_a_setting_may_be(tmp_path: Path) -> None:
    """Both type checkers refuse a value that is none of them; a default is there; the schema of zod is an object."""
    python, typescript = project("flask", "blog", *WHOLE), project("express", "blog", *WHOLE)
    code = "from app.config import Settings\n\nSettings().app_env = 'loud'\n"
    by_mypy = checked(python, ".venv/bin/mypy", "-c", code)
    (tmp_path / "one.ts").write_text(
        f'import {{ configFromEnv }} from "{typescript}/src/config.ts";\n\nconfigFromEnv().NODE_ENV = "loud";\n'
    )
    settings = json.loads((typescript / "tsconfig.json").read_text())
    types = [str(typescript / "node_modules/@types")]
    settings["compilerOptions"] |= {"typeRoots": types, "types": ["node"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(settings | {"include": ["one.ts"]}))
    by_tsc = checked(typescript, "node_modules/.bin/tsc", "--project", tmp_path)

    assert "Literal['development', 'test', 'production']" in by_mypy, by_mypy
    assert """Type '"loud"' is not assignable to type '"development" | "production" | "test"'""" in by_tsc, by_tsc
    assert (
        flask("""
        from app.config import Settings

        say(Settings.model_fields["app_env"].default)
    """)
        == "development"
    )
    assert express("""
        import * as z from "zod";

        const { NODE_ENV } = configFromEnv({});
        say([NODE_ENV, z.enum(["a"]).default("a").parse(undefined)]);
    """) == ["development", "a"]


def checked(folder: Path, *command: str | Path) -> str:
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_numbers_in_settings() -> None:
    by_flask = flask("""
        import os
        from app.config import Settings

        found = []
        for text in ("12", "1_2", "0x10"):
            os.environ["TRUSTED_HOPS"] = text
            try:
                found.append(Settings.from_env().trusted_hops)
            except SystemExit as error:
                found.append(str(error).partition(":")[0])
        say(found)
    """)
    assert by_flask == [12, 12, "TRUSTED_HOPS"]
    by_express = express("""
        const found = [];
        const { exit } = process;
        process.exit = () => found.push("ended");
        console.error = () => {};
        for (const text of ["12", "0x10", "1_2"]) {
          const made = configFromEnv({ TRUSTED_HOPS: text });
          if (made) found.push(made.TRUSTED_HOPS);
        }
        process.exit = exit;
        say(found);
    """)
    assert by_express == [12, 16, "ended"]


HOME = {
    "flask": ("app/home.py", 'return {"status": "ok"}', 'raise RuntimeError("saved")'),
    "express": ("src/home.ts", 'res.json({ status: "ok" });', 'throw new Error("saved");'),
}


def test_a_file_that_is_saved(tmp_path: Path) -> None:
    """While it is served for development, a route is made to raise an error."""
    found = {}
    for framework, (name, good, bad) in HOME.items():
        copy = shutil.copytree(project(framework, "blog", *WHOLE), tmp_path / framework, symlinks=True)
        with served(framework, copy) as port:
            before = until(port, 200)
            text = (copy / name).read_text()
            (copy / name).write_text(text.replace(good, bad, 1))
            after = until(port, 500)
        found[framework] = [before.status, after.status, b"RuntimeError: saved" in after.body, b"saved" in after.body]

    assert found == {"flask": [200, 500, True, True], "express": [200, 500, False, False]}


@contextmanager
def served(framework: str, folder: Path) -> Iterator[int]:
    """The words of `.flaskenv` and of the script `dev`, without what makes its log pretty."""
    env = environment() | settings()
    commands = {
        "flask": (".venv/bin/flask", "run", "--port", env["PORT"]),
        "express": ("node", "--watch", "src/server.ts"),
    }
    with (folder.parent / f"{framework}.log").open("wb") as log:
        process = subprocess.Popen(
            commands[framework],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield int(env["PORT"])
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until(port: int, status: int, seconds: float = 60) -> Answer:
    """What `/healthz` answers when it has this status."""
    end = time.monotonic() + seconds
    while True:
        try:
            if (answer := ask(port, get("/healthz"), timeout=5)).status == status:
                return answer
        except (OSError, HTTPException):
            pass
        assert time.monotonic() < end, f"{status} was not answered"
        time.sleep(0.1)
