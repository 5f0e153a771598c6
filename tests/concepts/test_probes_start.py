"""What the concepts of starting say, shown by the generated code."""

from concepts.snippets import express, flask


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
