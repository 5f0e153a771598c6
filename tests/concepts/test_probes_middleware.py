"""What the concepts of what happens around a request say, shown by the generated code."""

import pytest
from concepts.owner import ROUTE
from concepts.snippets import express, flask

pytestmark = pytest.mark.long

# Collects what is logged, instead of writing it.
LINES = """
import { pino } from "pino";
import { log } from "./src/logs.ts";

const lines = [];
log[pino.symbols.streamSym].write = (line) => lines.push(JSON.parse(line));
const settings = { LOG_LEVEL: "info" };

"""


def test_lists_and_chain() -> None:
    """Of Flask the functions of one module, and the way back; of Express who is asked."""
    by_flask = flask("""
        from flask import Flask
        from werkzeug.exceptions import HTTPException
        from app import errors

        bare = Flask("bare")
        errors.init_app(bare)
        handlers = bare.error_handler_spec[None][None]
        found = [bare.after_request_funcs[None] == [errors.allow], handlers == {HTTPException: errors.problem}]

        seen = []
        app = make()
        def seeing(function):
            return lambda *values: seen.append(function.__module__) or function(*values)
        for functions in (app.before_request_funcs[None], app.after_request_funcs[None]):
            functions[:] = map(seeing, functions)
        app.test_client().get("/healthz")
        ours = [name for name in seen if name in ("app.logs", "app.metrics")]
        say([*found, ours])
    """)
    assert by_flask == [True, True, ["app.logs", "app.metrics", "app.metrics", "app.logs"]]
    by_express = express("""
        const asked = [];
        const app = make();
        for (const layer of app.router.stack) {
          const { handle } = layer;
          if (handle.length > 3) continue;
          layer.handle = (req, res, next) => { asked.push(handle.name); return handle(req, res, next); };
        }
        await (await serve(app))("/healthz");
        const isAfter = asked.indexOf("jsonParser") > asked.indexOf("helmetMiddleware");
        say([isAfter, asked.at(-1), asked.includes("notFound")]);
    """)
    assert by_express == [True, "router", False]


def test_a_session() -> None:
    by_flask = flask("""
        from app.db import db

        app = make()
        opened = []
        @app.get("/x")
        def show():
            opened.append(len(db.session.registry.registry))
            db.session()
            opened.append(len(db.session.registry.registry))
            return ""
        app.test_client().get("/x")
        names = [function.__module__ for function in app.before_request_funcs[None]]
        say([opened, any(name.startswith(("app.db", "flask_sqlalchemy")) for name in names)])
    """)
    assert by_flask == [[0, 1], False]
    by_express = express(
        ROUTE
        + """
        import { RequestContext } from "@mikro-orm/core";

        const app = make();
        route(app, "get", "/x", async (req, res) => {
          const before = RequestContext.getEntityManager();
          await new Promise(setImmediate);
          res.json({ same: RequestContext.getEntityManager() === before, id: before.id });
        });
        const ask = await serve(app);
        const [one, other] = [await (await ask("/x")).json(), await (await ask("/x")).json()];
        say([one.same, one.id !== other.id, RequestContext.getEntityManager() ?? null]);
    """
    )
    assert by_express == [True, True, None]


def test_where_error_handlers_stand() -> None:
    """A value that is taken; with the two handlers of Express as they are, and the other way round."""
    by_flask = flask("""
        from sqlalchemy.exc import IntegrityError
        from werkzeug.exceptions import HTTPException

        app = make()
        handlers = app.error_handler_spec[None][None]
        again = dict(reversed(handlers.items()))
        orders = [list(again).index(IntegrityError) < list(again).index(HTTPException)]
        found = []
        for spec in (handlers, again):
            app.error_handler_spec[None][None] = spec
            with app.test_request_context():
                found.append(app._find_error_handler(IntegrityError("", None, ValueError()), []).__module__)
        say(orders + found)
    """)
    assert by_flask == [True, "app.db_errors", "app.db_errors"]
    by_express = express("""
        await db.migrator.up();
        const headers = { "Content-Type": "application/json" };
        const request = { method: "POST", body: '{"name":"a"}', headers };
        const found = [];
        for (const turned of [false, true]) {
          const app = make();
          if (turned) app.router.stack.push(app.router.stack.splice(-2, 1)[0]);
          const ask = await serve(app);
          await ask("/api/tags", request);
          found.push((await ask("/api/tags", request)).status);
        }
        say(found);
    """)
    assert by_express == [409, 500]


def test_one_context_per_request() -> None:
    by_flask = flask("""
        from flask import g

        app = make()
        @app.get("/x")
        def show():
            before = g.get("mine", "nothing")
            g.mine = "something"
            return [before, g.mine]
        say([app.test_client().get("/x").get_json() for _ in range(2)])
    """)
    assert by_flask == [["nothing", "something"]] * 2
    by_express = express(
        ROUTE
        + LINES
        + """
        const app = make(settings);
        const waiting = {};
        route(app, "get", "/:name", async (req, res) => {
          await new Promise((done) => { waiting[req.params.name] = done; });
          log.info(req.params.name);
          res.end();
        });
        const ask = await serve(app);
        const asked = ["one-1234", "other-12"].map((id) => ask(`/${id}`, { headers: { "X-Request-Id": id } }));
        while (Object.keys(waiting).length < 2) await new Promise(setImmediate);
        waiting["other-12"]();
        waiting["one-1234"]();
        await Promise.all(asked);
        const own = lines.filter(({ msg }) => msg !== "request");
        say(own.map(({ msg, requestId }) => [msg, requestId]));
    """
    )
    assert by_express == [["other-12", "other-12"], ["one-1234", "one-1234"]]


def test_how_long_a_context_lasts() -> None:
    """What a request has put there, seen after it and by the next one."""
    by_flask = flask("""
        from structlog.contextvars import bind_contextvars, get_contextvars

        app = make()
        seen = []
        @app.get("/x")
        def show():
            seen.append(sorted(get_contextvars()))
            bind_contextvars(mine=1)
            return ""
        client = app.test_client()
        for _ in range(2):
            client.get("/x")
            seen.append(sorted(get_contextvars()))
        say(seen)
    """)
    assert by_flask == [["requestId"], ["mine", "requestId"]] * 2
    by_express = express(
        ROUTE
        + LINES
        + """
        const app = make(settings);
        route(app, "get", "/x", (req, res) => {
          setTimeout(() => log.info("later"), 100);
          res.end();
        });
        await (await serve(app))("/x");
        while (!lines.some(({ msg }) => msg === "later")) await new Promise(setImmediate);
        log.info("outside");
        const has = (text) => "requestId" in lines.find(({ msg }) => msg === text);
        say([has("later"), has("outside")]);
    """
    )
    assert by_express == [True, False]


def test_id_of_a_failure() -> None:
    by_flask = flask("""
        def fail():
            raise RuntimeError

        app = make()
        app.add_url_rule("/fail", "fail", fail)
        answer = app.test_client().get("/fail", headers={"X-Request-Id": "abcd-1234"})
        say([answer.status_code, answer.headers["X-Request-Id"]])
    """)
    assert by_flask == [500, "abcd-1234"]
    by_express = express(
        ROUTE
        + """
        const app = make();
        route(app, "get", "/fail", () => { throw new Error("x"); });
        const { status, headers } = await (await serve(app))("/fail", { headers: { "X-Request-Id": "abcd-1234" } });
        say([status, headers.get("X-Request-Id")]);
    """
    )
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
    """What a route sees of it, and what the answer has when the route has put another one there."""
    by_flask = flask("""
        from flask import g, request

        app = make()
        seen = []
        @app.get("/x")
        def show():
            seen.append(g.request_id)
            g.request_id = "another"
            return ""
        answer = app.test_client().get("/x", headers={"X-Request-Id": "abcd-1234"})
        say([seen, answer.headers["X-Request-Id"]])
    """)
    assert by_flask == [["abcd-1234"], "another"]
    by_express = express(
        ROUTE
        + """
        const seen = [];
        const app = make();
        route(app, "get", "/x", (req, res) => {
          seen.push(req.id, res.get("X-Request-Id"));
          req.id = "another";
          res.end();
        });
        const { headers } = await (await serve(app))("/x", { headers: { "X-Request-Id": "abcd-1234" } });
        say([seen, headers.get("X-Request-Id")]);
    """
    )
    assert by_express == [["abcd-1234", "abcd-1234"], "abcd-1234"]
