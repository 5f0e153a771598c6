"""What the concepts of what happens around a request say, shown by the generated code."""

from concepts.snippets import express, flask


def test_lists_and_chain() -> None:
    by_flask = flask("""
        from flask import Flask
        from app.middleware import request_id

        app = Flask("bare")
        request_id.init_app(app)
        say([list(app.before_request_funcs.values()) == [[request_id.begin]],
             list(app.after_request_funcs.values()) == [[request_id.finish]]])
    """)
    assert by_flask == [True, True]
    by_express = express("""
        import express from "express";
        import { requestId } from "./src/middleware/requestId.ts";

        const asked = [];
        const app = express();
        app.use(requestId);
        app.use((req, res, next) => { asked.push("goes on"); next(); });
        app.use((req, res) => { asked.push("answers"); res.end(); });
        app.use(() => { asked.push("is never asked"); });
        await (await serve(app))("/");
        say([app.router.stack[0].handle === requestId, asked]);
    """)
    assert by_express == [True, ["goes on", "answers"]]


def test_ways_back() -> None:
    """Flask: the list after is called in reverse. Express: hooks, and other methods of the response."""
    by_flask = flask("""
        app = make()
        app.add_url_rule("/", view_func=lambda: "")
        seen = []
        def seeing(function):
            return lambda *values: seen.append(function.__module__) or function(*values)
        app.after_request_funcs[None][:] = map(seeing, app.after_request_funcs[None])
        app.test_client().get("/")
        say(seen.index("app.middleware.compression") < seen.index("app.middleware.security_headers"))
    """)
    assert by_flask
    by_express = express("""
        const found = {};
        const app = make({ env: "development" }, (app) => app.get("/", (req, res) => {
          const { prototype } = Object.getPrototypeOf(res).constructor;
          found.replaced = ["write", "end"].filter((name) => Object.hasOwn(res, name));
          found.close = res.listenerCount("close") > 0;
          found.early = res.getHeader("Server-Timing") === undefined;
          res.send("");
        }));
        const answer = await (await serve(app))("/");
        say({ ...found, late: answer.headers.has("Server-Timing") });
    """)
    assert by_express == {"replaced": ["write", "end"], "close": True, "early": True, "late": True}


def test_a_refusal() -> None:
    """A body that is too large: what comes after it in the order is the limit of requests."""
    by_flask = flask("""
        app = make(body_limit=1, rate_limit=9)
        names = {"before": [], "after": []}
        def seeing(function, when):
            name = function.__module__.removeprefix("app.middleware.")
            return lambda *values: names[when].append(name) or function(*values)
        for when, functions in (("before", app.before_request_funcs[None]), ("after", app.after_request_funcs[None])):
            functions[:] = [seeing(function, when) for function in functions]
        status = app.test_client().post("/", data="12").status_code
        all_after = len(names["after"]) == len(app.after_request_funcs[None])
        say([status, names["before"][-1], "rate_limit" in names["after"], all_after])
    """)
    assert by_flask == [413, "body_limit", True, True]
    by_express = express("""
        const answer = await (await serve(make({ bodyLimit: 1, rateLimit: 9 })))("/", { method: "POST", body: "12" });
        const { status, headers } = answer;
        say([status, headers.has("RateLimit"), headers.has("X-Request-Id"), (await answer.json()).title]);
    """)
    assert by_express == [413, False, True, "Content Too Large"]


def test_a_session() -> None:
    by_flask = flask("""
        from app.db import db

        app = make()
        opened = []
        @app.get("/")
        def show():
            opened.append(len(db.session.registry.registry))
            db.session()
            opened.append(len(db.session.registry.registry))
            return ""
        app.test_client().get("/")
        names = [function.__module__ for function in app.before_request_funcs[None]]
        say([opened, any(name.startswith(("app.db", "flask_sqlalchemy")) for name in names)])
    """)
    assert by_flask == [[0, 1], False]
    by_express = express("""
        import { em } from "./src/db.ts";

        const ask = await serve(make({}, (app) => app.get("/", async (req, res) => {
          const before = em();
          await new Promise(setImmediate);
          res.json({ same: em() === before, id: before.id });
        })));
        const [one, other] = [await (await ask("/")).json(), await (await ask("/")).json()];
        let outside = "";
        try { em(); } catch (error) { outside = error.message; }
        say([one.same, one.id !== other.id, outside]);
    """)
    assert by_express == [True, True, "There is no request."]


def test_one_context_per_request() -> None:
    by_flask = flask("""
        from flask import g

        app = make()
        @app.get("/")
        def show():
            before = g.get("mine", "nothing")
            g.mine = "something"
            return [before, g.mine]
        say([app.test_client().get("/").get_json() for _ in range(2)])
    """)
    assert by_flask == [["nothing", "something"]] * 2
    by_express = express("""
        const lines = [];
        const write = process.stdout.write.bind(process.stdout);
        process.stdout.write = (line) => lines.push(JSON.parse(line));
        const ask = await serve(make({}, (app) => {
          app.get("/slow", (req, res) => setTimeout(() => res.end(), 300));
          app.get("/fast", (req, res) => res.end());
        }));
        const slow = ask("/slow");
        await ask("/fast");
        await slow;
        while (lines.length < 2) await new Promise(setImmediate);
        process.stdout.write = write;
        say([lines[0].path, lines[1].path, lines[1].ms >= 290, lines[0].ms < lines[1].ms]);
    """)
    assert by_express == ["/fast", "/slow", True, True]


def test_when_the_line_is_written() -> None:
    by_flask = flask("""
        from app.middleware import access_log
        from werkzeug.test import EnvironBuilder

        seen = []
        class Log:
            def info(self, *values, **more):
                seen.append("line")
        access_log.log = Log()
        list(make()(EnvironBuilder(path="/healthz").get_environ(), lambda *_: seen.append("sent")))
        say(seen)
    """)
    assert by_flask == ["line", "sent"]
    by_express = express("""
        const seen = [];
        const write = process.stdout.write.bind(process.stdout);
        process.stdout.write = (line) => seen.push(JSON.parse(line).path);
        const ask = await serve(make({}, (app) => {
          app.get("/", (req, res) => { res.on("finish", () => seen.push("sent")); res.end(); });
        }));
        await ask("/");
        while (seen.length < 2) await new Promise(setImmediate);
        process.stdout.write = write;
        say(seen);
    """)
    assert by_express == ["/", "sent"]


def test_request_outside_of_a_request() -> None:
    by_flask = flask("""
        from flask import request

        try:
            request.method
        except RuntimeError as error:
            say(str(error).partition(".")[0])
    """)
    assert by_flask == "Working outside of request context"
    by_express = express("""
        import { accessLog } from "./src/middleware/accessLog.ts";

        say(accessLog.length);
    """)
    assert by_express == 3


def test_id_of_a_failure() -> None:
    by_flask = flask("""
        def fail():
            raise RuntimeError

        app = make(env="production")
        app.add_url_rule("/", "fail", fail)
        answer = app.test_client().get("/", headers={"X-Request-Id": "abcd-1234"})
        say([answer.status_code, answer.headers["X-Request-Id"]])
    """)
    assert by_flask == [500, "abcd-1234"]
    by_express = express("""
        const ask = await serve(make({ logLevel: "silent" }, (app) => app.get("/", () => { throw new Error("x"); })));
        const { status, headers } = await ask("/", { headers: { "X-Request-Id": "abcd-1234" } });
        say([status, headers.get("X-Request-Id")]);
    """)
    assert by_express == [500, "abcd-1234"]


def test_ends_of_a_text() -> None:
    by_flask = flask("""
        import re

        text = "abcd-1234" + chr(10)
        kinds = (re.match("^[A-Za-z0-9-]{8,64}$", text), re.fullmatch("[A-Za-z0-9-]{8,64}", text))
        say([bool(found) for found in kinds])
    """)
    assert by_flask == [True, False]
    by_express = express("""
        say(/^[A-Za-z0-9-]{8,64}$/.test(`abcd-1234${String.fromCharCode(10)}`));
    """)
    assert by_express is False


def test_where_the_id_is() -> None:
    """The log line of the request has the id, wherever it was kept."""
    by_flask = flask("""
        from app.middleware import access_log
        from flask import g

        logged = []
        class Log:
            def info(self, *values, **more):
                logged.append(more["requestId"])
        access_log.log = Log()
        app = make()
        @app.get("/")
        def show():
            g.request_id = "another"
            return ""
        say([app.test_client().get("/").headers["X-Request-Id"], logged])
    """)
    assert by_flask == ["another", ["another"]]
    by_express = express("""
        const lines = [];
        const write = process.stdout.write.bind(process.stdout);
        process.stdout.write = (line) => lines.push(JSON.parse(line).requestId);
        const ask = await serve(make({}, (app) => app.get("/", (req, res) => {
          res.set("X-Request-Id", "another").end();
        })));
        const { headers } = await ask("/");
        while (lines.length < 1) await new Promise(setImmediate);
        process.stdout.write = write;
        say([headers.get("X-Request-Id"), lines]);
    """)
    assert by_express == ["another", ["another"]]
