"""What the concepts of routes say, shown by the generated code."""

import pytest
from concepts.owner import ROUTE
from concepts.snippets import express, flask

pytestmark = pytest.mark.long


def test_when_routes_are_made() -> None:
    """The same blueprint in two apps, and two routers."""
    by_flask = flask("""
        from app.features.posts.routes import bp

        say([make().blueprints["api.posts"] is bp for _ in range(2)])
    """)
    assert by_flask == [True, True]
    by_express = express("""
        import { postsRouter } from "./src/features/posts/routes.ts";

        say(postsRouter(db.em) === postsRouter(db.em));
    """)
    assert by_express is False


def test_what_is_below_a_prefix() -> None:
    """A guard of all that is below `/api` is asked for a route, and for a path that nobody serves."""
    by_flask = flask("""
        from flask import request
        from app.features import api

        seen = []
        api.before_request(lambda: seen.append(request.path))
        app = make()
        [endpoint] = [rule.endpoint for rule in app.url_map.iter_rules("api.posts.index")]
        for path in ("/api/posts?no=1", "/api/nowhere"):
            app.test_client().get(path)
        say([seen, endpoint, str(next(app.url_map.iter_rules(endpoint)))])
    """)
    assert by_flask == [["/api/posts"], "api.posts.index", "/api/posts"]
    by_express = express("""
        import express from "express";
        import { apiRouter } from "./src/features/index.ts";

        const seen = [];
        const api = apiRouter(db.em);
        api.use("/posts", (req, res, next) => { seen.push([req.baseUrl, req.url]); next(); });
        api.stack.unshift(api.stack.pop());
        const app = express();
        app.use("/api", (req, res, next) => { seen.push(req.originalUrl); next(); }, api);
        app.use((error, req, res, next) => res.status(error.status).end());
        const ask = await serve(app);
        for (const path of ["/api/posts?no=1", "/api/nowhere"]) await ask(path);
        say(seen);
    """)
    assert by_express == ["/api/posts?no=1", ["/api/posts", "/?no=1"], "/api/nowhere"]


def test_how_paths_are_compared() -> None:
    """Of a route that the project has: with an encoded letter, an encoded slash, a capital, a slash at its end."""
    paths = ["/healthz", "/%68ealthz", "/%2Fhealthz", "/Healthz", "/healthz/"]
    by_flask = flask(f"""
        client = make().test_client()
        say([client.get(path).status_code for path in {paths}])
    """)
    assert by_flask == [200, 200, 200, 404, 404]
    by_express = express(f"""
        import express, {{ Router }} from "express";

        const router = Router({{ caseSensitive: true, strict: true }});
        router.get("/healthz", (req, res) => res.end());
        const found = [];
        for (const app of [make(), express().use(router)]) {{
          const ask = await serve(app);
          found.push([]);
          for (const path of {paths}) found.at(-1).push((await ask(path)).status);
        }}
        say(found);
    """)
    assert by_express == [[200, 404, 404, 200, 200], [200, 404, 404, 404, 404]]


def test_overlapping_routes() -> None:
    """A path with a parameter is registered before one without; both fit."""
    by_flask = flask("""
        app = make()
        app.add_url_rule("/x/<key>", "any", lambda key: "any")
        app.add_url_rule("/x/new", "new", lambda: "new")
        say(app.test_client().get("/x/new").text)
    """)
    assert by_flask == "new"
    by_express = express(
        ROUTE
        + """
        const app = make();
        route(app, "get", "/x/:key", (req, res) => res.send("any"));
        route(app, "get", "/x/new", (req, res) => res.send("new"));
        say(await (await (await serve(app))("/x/new")).text());
    """
    )
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
            say(["api.posts.index" in app.view_functions, str(error)])
    """)
    message = "View function mapping is overwriting an existing endpoint function: twice.index"
    assert by_flask == [True, message]
    by_express = express(
        ROUTE
        + """
        import { postsRouter } from "./src/features/posts/routes.ts";

        const [index] = postsRouter(db.em).stack[0].route.stack;
        const app = make();
        route(app, "get", "/x", (req, res) => res.send("one"));
        route(app, "get", "/x", (req, res) => res.send("other"));
        say([index.handle.name, await (await (await serve(app))("/x")).text()]);
    """
    )
    assert by_express == ["", "one"]


def test_arguments_of_routes() -> None:
    by_flask = flask("""
        import inspect

        say(list(inspect.signature(make().view_functions["api.posts.index"]).parameters))
    """)
    assert by_flask == []
    by_express = express("""
        import { postsRouter } from "./src/features/posts/routes.ts";

        say(postsRouter(db.em).stack[0].route.stack[0].handle.length);
    """)
    assert by_express == 2


def test_answers_of_routes() -> None:
    """One that returns what the other side's would, and does nothing else."""
    by_flask = flask("""
        app = make()
        app.add_url_rule("/body", "body", lambda: {"id": 1})
        app.add_url_rule("/all", "all", lambda: ({"id": 1}, 201, {"Location": "/1"}))
        app.add_url_rule("/nothing", "nothing", lambda: None)
        client = app.test_client()
        answers = [client.get(path) for path in ("/body", "/all", "/nothing")]
        say([[answer.status_code, answer.headers.get("Location")] for answer in answers])
    """)
    assert by_flask == [[200, None], [201, "/1"], [500, None]]
    by_express = express(
        ROUTE
        + """
        const app = make();
        route(app, "get", "/calls", (req, res) => { res.status(201).location("/1").json({ id: 1 }); });
        route(app, "get", "/returns", async () => ({ id: 1 }));
        const ask = await serve(app);
        const { status, headers } = await ask("/calls");
        const waits = ask("/returns", { signal: AbortSignal.timeout(500) }).catch((error) => error.name);
        say([status, headers.get("Location"), await waits]);
    """
    )
    assert by_express == [201, "/1", "TimeoutError"]


def test_paths_of_new_rows() -> None:
    """Below another prefix; and of a route that is not there."""
    by_flask = flask("""
        from flask import url_for
        from flask_migrate import upgrade
        from werkzeug.routing import BuildError
        from app.features.tags.routes import bp

        app = make()
        app.register_blueprint(bp, url_prefix="/v2/labels", name="labels")
        with app.app_context():
            upgrade()
        location = app.test_client().post("/v2/labels", json={"name": "a"}).headers["Location"]
        with app.test_request_context():
            try:
                url_for("api.tags.shown", tag_id=1)
            except BuildError:
                say(location)
    """)
    assert by_flask == "/v2/labels/1"
    by_express = express("""
        import express from "express";
        import { openSession } from "./src/db.ts";
        import { tagsRouter } from "./src/features/tags/routes.ts";

        await db.migrator.up();
        const app = express().use(express.json(), openSession(db.em));
        const ask = await serve(app.use("/v2/labels", tagsRouter(db.em)));
        const headers = { "Content-Type": "application/json" };
        const answer = await ask("/v2/labels", { method: "POST", body: '{"name":"a"}', headers });
        say(answer.headers.get("Location"));
    """)
    assert by_express == "/v2/labels/1"


def test_one_part_of_the_path() -> None:
    by_flask = flask("""
        app = make()
        app.add_url_rule("/x/<key>", "x", lambda key: key)
        say([app.test_client().get(path).status_code for path in ("/x/a-b.c", "/x/a/b", "/x/")])
    """)
    assert by_flask == [200, 404, 404]
    by_express = express(
        ROUTE
        + """
        const app = make();
        route(app, "get", "/x/:id", (req, res) => res.send(req.params.id));
        const ask = await serve(app);
        const found = [];
        for (const path of ["/x/a-b.c", "/x/a/b", "/x/"]) found.push((await ask(path)).status);
        say(found);
    """
    )
    assert by_express == [200, 404, 404]


def test_where_a_check_of_ids_holds() -> None:
    """In a route of one's own, with the name of the project's parameter."""
    by_flask = flask("""
        app = make()
        app.add_url_rule("/x/<id:key>", "x", lambda key: "")
        say([app.test_client().get(path).status_code for path in ("/x/7", "/x/07")])
    """)
    assert by_flask == [200, 404]
    by_express = express(
        ROUTE
        + """
        import { Router } from "express";
        import { skipOddIds } from "./src/input.ts";

        const app = make();
        const router = Router();
        router.param("id", skipOddIds);
        router.use("/inner", Router().get("/:id", (req, res) => res.end()));
        router.get("/:id", (req, res) => res.end());
        route(app, "use", "/x", router);
        const ask = await serve(app);
        const found = [];
        for (const path of ["/x/7", "/x/07", "/x/inner/07"]) found.push((await ask(path)).status);
        say(found);
    """
    )
    assert by_express == [200, 404, 200]


def test_types_of_parameters() -> None:
    by_flask = flask("""
        app = make()
        app.add_url_rule("/x/<id:key>", "x", lambda **values: values)
        say(app.test_client().get("/x/7").get_json())
    """)
    assert by_flask == {"key": 7}
    by_express = express(
        ROUTE
        + """
        import { idOf } from "./src/input.ts";

        const app = make();
        route(app, "get", "/x/:id", (req, res) => res.json([req.params, idOf(req)]));
        say(await (await (await serve(app))("/x/7")).json());
    """
    )
    assert by_express == [{"id": "7"}, 7]
