"""What the concepts of errors say, shown by the generated code."""

import subprocess
from textwrap import dedent

import pytest
from concepts.owner import ROUTE
from concepts.snippets import EXPRESS, express, flask, settings
from parity.machine import environment
from parity.projects import WHOLE, project

pytestmark = pytest.mark.long


def test_error_handlers() -> None:
    by_flask = flask("""
        from flask import Flask

        class Near(LookupError):
            pass

        seen = []
        for order in ((Exception, LookupError, KeyError), (KeyError, LookupError, Exception)):
            app = Flask("bare")
            for kind in order:
                app.register_error_handler(kind, lambda error, kind=kind: kind.__name__)
            @app.get("/")
            def fail():
                raise Near
            seen.append(app.test_client().get("/").text)
        say(seen)
    """)
    assert by_flask == ["LookupError", "LookupError"]
    by_express = express("""
        import express from "express";

        const app = express();
        const seen = [];
        app.get("/", () => { throw new Error("x"); });
        app.use((error, req, res) => { seen.push("three"); });
        app.use((error, req, res, next) => { seen.push("first of four"); res.end(); });
        app.use((error, req, res, next) => { seen.push("second of four"); res.end(); });
        await (await serve(app))("/");
        const ours = make().router.stack.at(-1).handle;
        say([seen, ours.name, ours.length]);
    """)
    assert by_express == [["first of four"], "handleError", 4]


def test_an_error_that_nobody_foresaw() -> None:
    by_flask = flask("""
        from app import errors

        seen = []
        problem = errors.problem
        def seeing(error):
            seen.append([type(error).__name__, str(error.original_exception)])
            return problem(error)
        errors.problem = seeing
        def fail():
            raise RuntimeError("x")
        app = make()
        app.add_url_rule("/fail", "fail", fail)
        say([app.test_client().get("/fail").status_code, seen])
    """)
    assert by_flask == [500, [["InternalServerError", "x"]]]
    by_express = express(
        ROUTE
        + """
        const app = make();
        route(app, "get", "/plain", () => { throw new Error("x"); });
        route(app, "get", "/marked", () => { throw Object.assign(new Error("x"), { status: 418 }); });
        const ask = await serve(app);
        say([(await ask("/plain")).status, (await ask("/marked")).status]);
    """
    )
    assert by_express == [500, 418]


def test_texts_of_errors() -> None:
    """What is told of an error is in `detail`: with a text of the owner's, and with none; of 403 and of 500."""
    by_flask = flask("""
        from flask import abort

        app = make()
        app.add_url_rule("/own/<int:status>", "own", lambda status: abort(status, "Members only"))
        app.add_url_rule("/none/<int:status>", "none", lambda status: abort(status))
        client = app.test_client()
        paths = ("/own/403", "/none/403", "/own/500")
        say([client.get(path).get_json().get("detail") for path in paths])
    """)
    assert by_flask == ["Members only", None, "Members only"]
    by_express = express(
        ROUTE
        + """
        import createError from "http-errors";

        const app = make();
        const refuse = (...words) => ({ params }) => { throw createError(Number(params.status), ...words); };
        route(app, "get", "/own/:status", refuse("Members only"));
        route(app, "get", "/none/:status", refuse());
        const ask = await serve(app);
        const found = [];
        for (const path of ["/own/403", "/none/403", "/own/500"]) {
          found.push((await (await ask(path)).json()).detail ?? null);
        }
        say(found);
    """
    )
    assert by_express == ["Members only", None, None]


def test_headers_of_errors() -> None:
    by_flask = flask("""
        from werkzeug.datastructures import WWWAuthenticate
        from werkzeug.exceptions import Unauthorized

        def fail():
            raise Unauthorized(www_authenticate=WWWAuthenticate("bearer"))
        app = make()
        app.add_url_rule("/fail", "fail", fail)
        headers = app.test_client().get("/fail").headers
        say([headers["WWW-Authenticate"], headers["Content-Type"]])
    """)
    assert by_flask == ["Bearer", "application/problem+json"]
    by_express = express(
        ROUTE
        + """
        import createError from "http-errors";

        const app = make();
        const headers = { "WWW-Authenticate": "Bearer" };
        route(app, "get", "/made", () => { throw createError(401, { headers }); });
        route(app, "get", "/other", () => { throw Object.assign(new Error("x"), { status: 401, headers }); });
        const ask = await serve(app);
        const found = [];
        for (const path of ["/made", "/other"]) found.push((await ask(path)).headers.get("WWW-Authenticate"));
        say(found);
    """
    )
    assert by_express == ["Bearer", None]


def test_an_answer_that_is_there_already() -> None:
    by_flask = flask("""
        from flask import Response, abort

        app = make()
        app.add_url_rule("/made", "made", lambda: abort(Response("mine", 402)))
        answer = app.test_client().get("/made")
        say([answer.status_code, answer.text])
    """)
    assert by_flask == [402, "mine"]
    by_express = express(
        ROUTE
        + """
        const app = make();
        route(app, "get", "/half", async (req, res) => {
          res.write("half");
          await new Promise(setImmediate);
          throw new Error("x");
        });
        const answer = await (await serve(app))("/half");
        say([answer.status, await answer.text().catch((error) => error.cause.code)]);
    """
    )
    assert by_express == [200, "UND_ERR_SOCKET"]


def test_not_found() -> None:
    by_flask = flask("""
        from werkzeug.exceptions import HTTPException
        from app import errors

        seen = []
        problem = errors.problem
        errors.problem = lambda error: seen.append(type(error).__name__) or problem(error)
        client = make().test_client()
        say([client.get("/nowhere").status_code, client.delete("/healthz").status_code, seen])
    """)
    assert by_flask == [404, 405, ["NotFound", "MethodNotAllowed"]]
    by_express = express("""
        const app = make();
        const layer = app.router.stack.find(({ handle }) => handle.name === "notFound");
        const { handle } = layer;
        const asked = [];
        layer.handle = (req, res) => { asked.push(req.method + " " + req.url); handle(req, res); };
        const ask = await serve(app);
        await ask("/healthz");
        const found = [await ask("/nowhere"), await ask("/healthz", { method: "DELETE" })];
        say([...found.map(({ status }) => status), asked]);
    """)
    assert by_express == [404, 405, ["GET /nowhere", "DELETE /healthz"]]


def test_allowed_methods() -> None:
    """Of a route of one's own; in Express with and without the last call of those that the project has."""
    by_flask = flask("""
        app = make()
        app.add_url_rule("/x", "x", lambda: "")
        [rule] = app.url_map.iter_rules("x")
        answer = app.test_client().delete("/x")
        say([sorted(rule.methods), answer.status_code, answer.headers["Allow"]])
    """)
    assert by_flask == [["GET", "HEAD", "OPTIONS"], 405, "GET, HEAD"]
    by_express = express(
        ROUTE
        + """
        import { Router } from "express";
        import { noteMethods } from "./src/errors.ts";

        const app = make();
        const [bare, noted] = [Router(), Router()];
        bare.route("/bare").get((req, res) => res.end());
        noted.route("/noted").get((req, res) => res.end()).all(noteMethods);
        const methods = noted.stack[0].route.methods;
        route(app, "use", bare);
        route(app, "use", noted);
        const ask = await serve(app);
        const found = [];
        for (const path of ["/bare", "/noted"]) {
          const { status, headers } = await ask(path, { method: "DELETE" });
          found.push([(await ask(path, { method: "HEAD" })).status, status, headers.get("Allow")]);
        }
        say([Object.keys(methods), found]);
    """
    )
    assert by_express == [["get", "_all"], [[200, 404, None], [200, 405, "GET, HEAD"]]]


def test_options() -> None:
    """Nobody wrote a route for this method."""
    by_flask = flask("""
        app = make()
        seen = []
        app.add_url_rule("/x", "x", lambda: seen.append("view") or "")
        answer = app.test_client().options("/x")
        say([answer.status_code, answer.headers["Allow"], seen])
    """)
    assert by_flask == [200, "GET, HEAD", []]
    by_express = express("""
        const answer = await (await serve(make()))("/healthz", { method: "OPTIONS" });
        say([answer.status, answer.headers.get("Allow"), await answer.text()]);
    """)
    assert by_express == [200, "GET, HEAD", ""]


def test_where_a_status_comes_from() -> None:
    """An error of a class that nobody told of HTTP, with an attribute `status`."""
    by_flask = flask("""
        from flask import abort
        from app.input import Invalid

        class Own(Exception):
            status = code = 422

        def fail():
            raise Own

        app = make()
        app.add_url_rule("/own", "own", fail)
        app.add_url_rule("/abort", "abort", lambda: abort(422))
        say([Invalid.code, *[app.test_client().get(path).status_code for path in ("/abort", "/own")]])
    """)
    assert by_flask == [422, 422, 500]
    by_express = express(
        ROUTE
        + """
        import createError from "http-errors";
        import { FieldErrors } from "./src/errors.ts";

        const app = make();
        const thrown = [new FieldErrors(422, "x", []), createError(422), Object.assign(new Error(), { status: 422 })];
        for (const [at, error] of thrown.entries()) route(app, "get", `/${at}`, () => { throw error; });
        const ask = await serve(app);
        const found = [];
        for (const at of thrown.keys()) found.push((await ask(`/${at}`)).status);
        say(found);
    """
    )
    assert by_express == [422, 422, 422]


def test_what_may_be_told() -> None:
    """A text that nobody marked as one for clients."""
    by_flask = flask("""
        from werkzeug.exceptions import UnprocessableEntity

        def fail():
            raise UnprocessableEntity("Too late.")
        app = make()
        app.add_url_rule("/fail", "fail", fail)
        say(app.test_client().get("/fail").get_json()["detail"])
    """)
    assert by_flask == "Too late."
    by_express = express(
        ROUTE
        + """
        const app = make();
        for (const expose of [true, undefined]) {
          const thrown = Object.assign(new Error("Too late."), { status: 422, expose });
          route(app, "get", `/${expose}`, () => { throw thrown; });
        }
        const ask = await serve(app);
        const found = [];
        for (const path of ["/true", "/undefined"]) found.push((await (await ask(path)).json()).detail ?? null);
        say(found);
    """
    )
    assert by_express == ["Too late.", None]


def test_errors_of_routes() -> None:
    by_flask = flask("""
        def fail():
            raise RuntimeError("x")
        app = make()
        app.add_url_rule("/fail", "fail", fail)
        client = app.test_client()
        say([client.get(path).status_code for path in ("/fail", "/healthz")])
    """)
    assert by_flask == [500, 200]
    by_express = express(
        ROUTE
        + """
        import { postsRouter } from "./src/features/posts/routes.ts";

        const routes = postsRouter(db.em).stack.flatMap(({ route }) => route.stack);
        const last = routes.find(({ method }) => method === "delete").handle;
        const app = make();
        route(app, "delete", "/fail", async () => {
          await null;
          throw new Error("x");
        });
        const ask = await serve(app);
        say([last.constructor.name, (await ask("/fail", { method: "DELETE" })).status, (await ask("/healthz")).status]);
    """
    )
    assert by_express == ["AsyncFunction", 500, 200]


def test_a_missing_await() -> None:
    by_flask = flask("""
        import inspect
        from app.features.posts import service

        say(inspect.iscoroutinefunction(service.delete))
    """)
    assert by_flask is False
    code = """
        async function remove() {
          await new Promise((done) => setTimeout(done, 200));
          throw new Error("not deleted");
        }
        const app = make();
        route(app, "delete", "/x", async (req, res) => {
          remove();
          res.status(204).end();
        });
        const { status } = await (await serve(app))("/x", { method: "DELETE" });
        console.log(status);
    """
    ended = subprocess.run(
        ("node", "--input-type=module", "-e", EXPRESS + ROUTE + dedent(code)),
        cwd=project("express", "blog", *WHOLE),
        env=environment() | settings(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout.splitlines()[-1] == "204"
    assert (ended.returncode, "Error: not deleted" in ended.stderr) == (1, True)
