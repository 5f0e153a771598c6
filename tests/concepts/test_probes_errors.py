"""What the concepts of errors say, shown by the generated code."""

import pytest
from concepts.snippets import express, flask


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
    assert by_express == [["first of four"], "handle", 4]


def test_an_error_after_the_answer_began() -> None:
    by_flask = flask("""
        seen = []
        app = make(env="production")
        @app.get("/")
        def show():
            seen.append("route")
            raise RuntimeError
        from werkzeug.test import EnvironBuilder
        list(app(EnvironBuilder().get_environ(), lambda *_: seen.append("sent")))
        say(seen)
    """)
    assert by_flask == ["route", "sent"]
    by_express = express("""
        const lines = [];
        const write = process.stdout.write.bind(process.stdout);
        process.stdout.write = (line) => lines.push(JSON.parse(line).msg);
        const ask = await serve(make({}, (app) => app.get("/", async (req, res) => {
          res.write("half");
          await new Promise(setImmediate);
          throw new Error("x");
        })));
        const answer = await ask("/");
        const ended = await answer.text().catch((error) => error.cause.code);
        while (lines.length < 2) await new Promise(setImmediate);
        process.stdout.write = write;
        say([answer.status, ended, lines]);
    """)
    assert by_express == [200, "UND_ERR_SOCKET", ["request", "unhandled"]]


def test_not_found() -> None:
    by_flask = flask("""
        from werkzeug.exceptions import HTTPException, NotFound
        from app import errors

        seen = []
        from_http = errors.from_http
        errors.from_http = lambda error: seen.append(type(error).__name__) or from_http(error)
        say([make().test_client().get("/nowhere").status_code, seen, issubclass(NotFound, HTTPException)])
    """)
    assert by_flask == [404, ["NotFound"], True]
    by_express = express("""
        const app = make();
        const names = app.router.stack.map(({ handle }) => handle.name);
        const asked = [];
        const layer = app.router.stack.at(-2);
        const { handle } = layer;
        layer.handle = () => { asked.push(handle.name); handle(); };
        const ask = await serve(app);
        await ask("/healthz");
        say([names.slice(-2), (await ask("/nowhere")).status, asked]);
    """)
    assert by_express == [["notFound", "handle"], 404, ["notFound"]]


def test_wrong_method() -> None:
    by_flask = flask("""
        from app import errors

        seen = []
        from_http = errors.from_http
        def seeing(error):
            seen.extend([type(error).__name__, sorted(error.valid_methods)])
            return from_http(error)
        errors.from_http = seeing
        answer = make().test_client().delete("/healthz")
        say([answer.status_code, answer.headers["Allow"], seen])
    """)
    assert by_flask == [405, "GET, HEAD", ["MethodNotAllowed", ["GET", "HEAD"]]]
    by_express = express("""
        import express, { Router } from "express";
        import { methodsOnly } from "./src/errors.ts";

        const found = [];
        for (const last of [(router) => router, methodsOnly]) {
          const router = Router();
          router.get("/x", (req, res) => res.send("x"));
          const answer = await (await serve(make({}, (app) => app.use(last(router)))))("/x", { method: "DELETE" });
          found.push([answer.status, answer.headers.get("Allow")]);
        }
        say(found);
    """)
    assert by_express == [[404, None], [405, "GET, HEAD"]]


def test_allowed_methods() -> None:
    by_flask = flask("""
        app = make()
        [rule] = [rule for rule in app.url_map.iter_rules() if rule.rule == "/healthz"]
        say([sorted(rule.methods), app.test_client().head("/healthz").status_code])
    """)
    assert by_flask == [["GET", "HEAD"], 200]
    by_express = express("""
        import { Router } from "express";

        const router = Router();
        router.get("/x", (req, res) => res.send("x"));
        const methods = router.stack.flatMap(({ route }) => route.stack.map(({ method }) => method));
        const answer = await (await serve(make({}, (app) => app.use(router))))("/x", { method: "HEAD" });
        say([methods, answer.status]);
    """)
    assert by_express == [["get"], 200]


def test_errors_of_routes() -> None:
    by_flask = flask("""
        from app import errors

        seen = []
        errors.unhandled = lambda error: seen.append(str(error)) or errors.answer(errors.Problem(500))
        def fail():
            raise RuntimeError("x")
        app = make()
        app.add_url_rule("/", "fail", fail)
        say([app.test_client().get("/").status_code, seen])
    """)
    assert by_flask == [500, ["x"]]
    by_express = express("""
        const { routes } = await import("./src/features/posts/routes.ts");
        const last = routes.stack.find(({ route }) => route.stack[0].method === "delete").route.stack[0].handle;
        const ask = await serve(make({ logLevel: "silent" }, (app) => app.delete("/", async () => {
          await null;
          throw new Error("x");
        })));
        say([last.constructor.name, (await ask("/", { method: "DELETE" })).status]);
    """)
    assert by_express == ["AsyncFunction", 500]


def test_a_missing_await() -> None:
    by_flask = flask("""
        import inspect
        from app.features.posts import service

        say(inspect.iscoroutinefunction(service.delete))
    """)
    assert by_flask is False
    by_express = express("""
        const caught = [];
        process.on("uncaughtException", (error) => caught.push(error.message));
        async function remove() {
          await new Promise(setImmediate);
          throw new Error("not deleted");
        }
        const ask = await serve(make({}, (app) => app.delete("/", async (req, res) => {
          remove();
          res.status(204).end();
        })));
        const { status } = await ask("/", { method: "DELETE" });
        while (caught.length < 1) await new Promise(setImmediate);
        say([status, caught]);
    """)
    assert by_express == [204, ["not deleted"]]


@pytest.mark.parametrize("kind", ["setTimeout(() => { throw new Error('x'); })", "Promise.reject(new Error('x'))"])
def test_errors_of_nobody(kind: str) -> None:
    """An error of a thread or greenlet of its own, of a timer, of a promise that nobody waits for."""
    by_flask = flask("""
        import gevent, threading

        def fail():
            raise RuntimeError("x")

        app = make()
        own = threading.Thread(target=fail)
        own.start()
        own.join()
        gevent.spawn(fail).join()
        say(app.test_client().get("/healthz").status_code)
    """)
    assert by_flask == 200
    by_express = express(f"""
        import {{ serve as forever }} from "./src/serve.ts";

        const lines = [];
        const {{ exit }} = process;
        const write = process.stdout.write.bind(process.stdout);
        process.stdout.write = (line) => lines.push(JSON.parse(line).msg);
        process.exit = (code) => {{
          process.stdout.write = write;
          process.exit = exit;
          say([lines.includes("uncaught"), code]);
        }};
        forever({{ ...config, host: "127.0.0.1", port: Number(process.env.PORT) }}, db);
        {kind};
    """)
    assert by_express == [True, 1]
