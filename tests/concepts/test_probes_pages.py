"""What the concepts of pages and of the document say, shown by the generated code."""

import pytest
from concepts.snippets import express, flask

pytestmark = pytest.mark.long


def test_where_templates_are() -> None:
    """The folder that each is given; and from wherever the process is started, that is where a page comes from."""
    by_flask = flask("""
        import os
        from pathlib import Path

        root = Path.cwd()
        os.chdir("/")
        app = make()
        answer = app.test_client().get("/", headers={"Accept": "text/html"})
        say([Path(app.jinja_loader.searchpath[0]).resolve() == root / "templates", "<h1>App</h1>" in answer.text])
    """)
    assert by_flask == [True, True]
    by_express = express("""
        import { join } from "node:path";

        const root = process.cwd();
        process.chdir("/");
        const app = make();
        const answer = await (await serve(app))("/", { headers: { Accept: "text/html" } });
        const [{ searchPaths }] = app.get("nunjucksEnv").loaders;
        say([searchPaths[0] === join(root, "templates"), (await answer.text()).includes("<h1>App</h1>")]);
    """)
    assert by_express == [True, True]


def test_one_path_to_show_and_to_send() -> None:
    by_flask = flask("""
        [rule] = [rule for rule in make().url_map.iter_rules() if rule.rule == "/posts/new"]
        say([rule.endpoint, sorted(rule.methods - {"HEAD", "OPTIONS"})])
    """)
    assert by_flask == ["site.posts.new", ["GET", "POST"]]
    by_express = express("""
        import { postsPages } from "./src/features/posts/pages.ts";

        const [{ route }] = postsPages(db.em).stack.filter(({ route }) => route?.path === "/new");
        const own = route.stack.filter(({ method }) => method);
        say([own.map(({ method }) => method), new Set(own.map(({ handle }) => handle)).size]);
    """)
    assert by_express == [["get", "post"], 2]


def test_how_the_document_is_sent() -> None:
    """How often it is written as JSON for two requests after the first."""
    by_flask = flask("""
        from app import docs

        client = make().test_client()
        client.get("/openapi.json")
        written = []
        docs.json = type("json", (), {"dumps": lambda value, **_: written.append(1) or json.dumps(value)})
        answers = [client.get("/openapi.json") for _ in range(2)]
        say([len(written), {answer.text for answer in answers} == {docs.text()}, answers[0].mimetype])
    """)
    assert by_flask == [0, True, "application/json"]
    by_express = express("""
        const ask = await serve(make());
        await ask("/openapi.json");
        const { stringify } = JSON;
        let written = 0;
        JSON.stringify = (value, ...rest) => {
          if (value?.openapi) written += 1;
          return stringify(value, ...rest);
        };
        for (let time = 0; time < 2; time += 1) await ask("/openapi.json");
        say(written);
    """)
    assert by_express == 2
