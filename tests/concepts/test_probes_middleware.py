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
