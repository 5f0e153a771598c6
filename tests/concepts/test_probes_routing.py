"""What the concepts of routes say, shown by the generated code."""

from concepts.snippets import express, flask


def test_how_paths_are_compared() -> None:
    by_flask = flask("""
        client = make().test_client()
        say([client.get(path).status_code for path in ("/healthz", "/Healthz", "/healthz/")])
    """)
    assert by_flask == [200, 404, 404]
    by_express = express("""
        import express, { Router } from "express";

        const found = [];
        for (const options of [{}, { caseSensitive: true, strict: true }]) {
          const app = express();
          app.enable("case sensitive routing").enable("strict routing");
          const router = Router(options);
          router.get("/healthz", (req, res) => res.send("x"));
          const ask = await serve(app.use(router));
          found.push([]);
          for (const path of ["/healthz", "/Healthz", "/healthz/"]) found.at(-1).push((await ask(path)).status);
        }
        const ask = await serve(make());
        found.push([]);
        for (const path of ["/healthz", "/Healthz", "/healthz/"]) found.at(-1).push((await ask(path)).status);
        say(found);
    """)
    assert by_express == [[200, 200, 200], [200, 404, 404], [200, 404, 404]]


def test_overlapping_routes() -> None:
    """A path with a parameter is registered before one without; both fit."""
    by_flask = flask("""
        app = make()
        app.add_url_rule("/x/<key>", "any", lambda key: "any")
        app.add_url_rule("/x/new", "new", lambda: "new")
        say(app.test_client().get("/x/new").text)
    """)
    assert by_flask == "new"
    by_express = express("""
        const ask = await serve(make({}, (app) => {
          app.get("/x/:key", (req, res) => res.send("any"));
          app.get("/x/new", (req, res) => res.send("new"));
        }));
        say(await (await ask("/x/new")).text());
    """)
    assert by_express == "any"


def test_names_of_routes() -> None:
    by_flask = flask("""
        from flask import Blueprint

        app = make()
        twice = Blueprint("twice", "twice")
        for path in ("/one", "/other"):
            @twice.get(path)
            def index():
                return ""
        try:
            app.register_blueprint(twice)
        except AssertionError as error:
            say(["posts.index" in app.view_functions, str(error)])
    """)
    message = "View function mapping is overwriting an existing endpoint function: twice.index"
    assert by_flask == [True, message]
    by_express = express("""
        const { routes } = await import("./src/features/posts/routes.ts");
        const [index] = routes.stack[0].route.stack;
        const ask = await serve(make({}, (app) => {
          app.get("/x", (req, res) => res.send("one"));
          app.get("/x", (req, res) => res.send("other"));
        }));
        say([index.handle.name, await (await ask("/x")).text()]);
    """)
    assert by_express == ["", "one"]


def test_arguments_of_routes() -> None:
    by_flask = flask("""
        import inspect

        say(list(inspect.signature(make().view_functions["posts.index"]).parameters))
    """)
    assert by_flask == []
    by_express = express("""
        const { routes } = await import("./src/features/posts/routes.ts");
        say(routes.stack[0].route.stack[0].handle.length);
    """)
    assert by_express == 2


def test_answers_of_routes() -> None:
    """One that returns what the other side's would, and does nothing else."""
    by_flask = flask("""
        app = make(env="production")
        app.add_url_rule("/body", "body", lambda: {"id": 1})
        app.add_url_rule("/all", "all", lambda: ({"id": 1}, 201, {"Location": "/1"}))
        app.add_url_rule("/nothing", "nothing", lambda: None)
        client = app.test_client()
        answers = [client.get(path) for path in ("/body", "/all", "/nothing")]
        say([[answer.status_code, answer.headers.get("Location")] for answer in answers])
    """)
    assert by_flask == [[200, None], [201, "/1"], [500, None]]
    by_express = express("""
        const ask = await serve(make({}, (app) => {
          app.get("/calls", (req, res) => { res.status(201).location("/1").json({ id: 1 }); });
          app.get("/returns", async () => ({ id: 1 }));
        }));
        const { status, headers } = await ask("/calls");
        const waits = ask("/returns", { signal: AbortSignal.timeout(500) }).catch((error) => error.name);
        say([status, headers.get("Location"), await waits]);
    """)
    assert by_express == [201, "/1", "TimeoutError"]


def test_one_part_of_the_path() -> None:
    by_flask = flask("""
        app = make()
        app.add_url_rule("/x/<key>", "x", lambda key: key)
        say([app.test_client().get(path).status_code for path in ("/x/a-b.c", "/x/a/b", "/x/")])
    """)
    assert by_flask == [200, 404, 404]
    by_express = express("""
        const ask = await serve(make({}, (app) => app.get("/x/:id", (req, res) => res.send(req.params.id))));
        const found = [];
        for (const path of ["/x/a-b.c", "/x/a/b", "/x/"]) found.push((await ask(path)).status);
        say(found);
    """)
    assert by_express == [200, 404, 404]


def test_parameters_are_text() -> None:
    by_flask = flask("""
        app = make()
        app.add_url_rule("/x/<key>", "x", lambda **values: values)
        say(app.test_client().get("/x/7").get_json())
    """)
    assert by_flask == {"key": "7"}
    by_express = express("""
        const ask = await serve(make({}, (app) => app.get("/x/:id", (req, res) => res.json(req.params))));
        say(await (await ask("/x/7")).json());
    """)
    assert by_express == {"id": "7"}


def test_numbers_in_paths() -> None:
    by_flask = flask("""
        app = make()
        app.add_url_rule("/x/<int:key>", "x", lambda key: str(key))
        client = app.test_client()
        say([client.get("/x/01").text, client.get("/api/posts/01").status_code])
    """)
    assert by_flask == ["1", 404]
    by_express = express("""
        import { Router } from "express";

        let refused = false;
        try { Router().get("/x/:id(\\\\d+)", () => {}); } catch { refused = true; }
        say([refused, (await (await serve(make()))("/api/posts/01")).status]);
    """)
    assert by_express == [True, 404]


def test_an_encoded_letter() -> None:
    """Without what this concept marks, and with it."""
    by_flask = flask("""
        from flask import Flask

        bare = Flask("bare")
        bare.add_url_rule("/healthz", view_func=lambda: "")
        say([app.test_client().get("/%68ealthz").status_code for app in (bare, make())])
    """)
    assert by_flask == [200, 200]
    by_express = express("""
        import express from "express";

        const bare = express();
        bare.get("/healthz", (req, res) => res.end());
        const found = [];
        for (const app of [bare, make()]) found.push((await (await serve(app))("/%68ealthz")).status);
        say(found);
    """)
    assert by_express == [404, 200]


def test_an_encoded_slash() -> None:
    by_flask = flask("""
        from flask import Flask

        bare, ours = Flask("bare"), make()
        for app in (bare, ours):
            app.add_url_rule("/x/y", "y", lambda: "")
        say([app.test_client().get("/x%2Fy").status_code for app in (bare, ours)])
    """)
    assert by_flask == [200, 404]
    by_express = express("""
        import express from "express";

        const found = [];
        const route = (app) => app.get("/x/y", (req, res) => res.end());
        for (const app of [route(express()), make({}, route)]) found.push((await (await serve(app))("/x%2Fy")).status);
        say(found);
    """)
    assert by_express == [404, 404]
