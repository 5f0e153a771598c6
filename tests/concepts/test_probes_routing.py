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
