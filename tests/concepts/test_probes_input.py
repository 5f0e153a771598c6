"""What the concepts of input and output say, shown by the generated code."""

import pytest
from concepts.owner import ROUTE
from concepts.snippets import express, flask
from parity.projects import API

pytestmark = pytest.mark.long


def test_unknown_keys_and_other_types() -> None:
    by_flask = flask("""
        from pydantic import BaseModel, ValidationError
        from app.schemas import Body

        class Plain(BaseModel):
            number: int

        class Ours(Body):
            number: int

        def codes(value):
            try:
                return Ours.model_validate(value).number
            except ValidationError as error:
                return [details["type"] for details in error.errors()]

        say([Plain.model_validate({"number": "1", "x": 2}).model_dump(), codes({"number": "1", "x": 2})])
    """)
    assert by_flask == [{"number": 1}, ["int_type", "extra_forbidden"]]
    by_express = express("""
        import * as z from "zod";

        const codes = (schema, value) => (schema.safeParse(value).error?.issues ?? []).map(({ code }) => code);
        const number = z.number();
        say([
          z.object({ number }).parse({ number: 1, x: 2 }),
          codes(z.object({ number }), { number: "1" }),
          codes(z.strictObject({ number }), { number: "1", x: 2 }),
        ]);
    """)
    assert by_express == [{"number": 1}, ["invalid_type"], ["invalid_type", "unrecognized_keys"]]


def test_what_counts_as_json() -> None:
    """The type of a body, with another word before `json` and with another encoding."""
    types = ["application/json", "application/vnd.api+json", "application/json; charset=latin1", "text/plain"]
    by_flask = flask(f"""
        client = make().test_client()
        say([client.post("/api/tags", data="{{}}", content_type=kind).status_code for kind in {types}])
    """)
    assert by_flask == [422, 422, 422, 415]
    by_express = express(f"""
        const ask = await serve(make());
        const found = [];
        for (const type of {types}) {{
          const request = {{ method: "POST", body: "{{}}", headers: {{ "Content-Type": type }} }};
          found.push((await ask("/api/tags", request)).status);
        }}
        say(found);
    """)
    assert by_express == [422, 415, 415, 415]


def test_when_a_body_is_read() -> None:
    """A body that is no JSON: for a route, and for a path that nobody serves. Then what each reader takes."""
    by_flask = flask("""
        client = make().test_client()
        def status(path, data):
            return client.post(path, data=data, content_type="application/json").status_code
        bodies = (b'{"name":NaN}', bytes([0xef, 0xbb, 0xbf]) + b"{}", b'{"name":"' + bytes([0xff]) + b'"}')
        say([status("/api/tags", "{"), status("/api/nowhere", "{"), [status("/api/tags", body) for body in bodies]])
    """)
    assert by_flask == [400, 404, [400, 400, 400]]
    by_express = express("""
        await db.migrator.up();
        const ask = await serve(make());
        const headers = { "Content-Type": "application/json" };
        const status = async (path, body) => (await ask(path, { method: "POST", body, headers })).status;
        const bodies = [
          '{"name":NaN}',
          Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from("{}")]),
          Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xff]), Buffer.from('"}')]),
        ];
        const found = [];
        for (const body of bodies) found.push(await status("/api/tags", body));
        say([await status("/api/tags", "{"), await status("/api/nowhere", "{"), found]);
    """)
    assert by_express == [400, 400, [400, 422, 201]]


def test_a_name_that_comes_twice() -> None:
    by_flask = flask("""
        from flask import request

        with make().test_request_context("/?page=1&page=2"):
            say([request.args.to_dict(), request.args.getlist("page")])
    """)
    assert by_flask == [{"page": "1"}, ["1", "2"]]
    by_express = express(
        ROUTE
        + """
        const app = make();
        route(app, "get", "/x", (req, res) => res.json(req.query));
        say(await (await (await serve(app))("/x?page=1&page=2")).json());
    """
    )
    assert by_express == {"page": ["1", "2"]}


def test_numbers_in_queries() -> None:
    """`%2B1` is `+1`."""
    texts = ["2", "02", "2.0", "%2B2", "2e0"]
    by_flask = flask(f"""
        from app.input import query
        from app.schemas import PageQuery
        from werkzeug.exceptions import UnprocessableEntity

        found = []
        app = make()
        for text in {texts}:
            with app.test_request_context("/?page=" + text):
                try:
                    found.append(query(PageQuery).page)
                except UnprocessableEntity as error:
                    found.append(error.errors[0]["code"])
        say(found)
    """)
    assert by_flask == [2, 2, "type", "type", "type"]
    by_express = express(f"""
        import {{ readQuery }} from "./src/input.ts";
        import {{ listOf }} from "./src/schemas.ts";

        const found = [];
        for (const text of {texts}) {{
          const query = {{ page: decodeURIComponent(text) }};
          try {{
            found.push(readQuery({{ query }}, listOf({{}})).page);
          }} catch (error) {{
            found.push(error.errors[0].code);
          }}
        }}
        say(found);
    """)
    assert by_express == [2, 2, "type", "type", "type"]


def test_how_instants_are_spelled() -> None:
    """With a space, and the 30th of February; then what reads them without the pattern takes."""
    texts = ["2026-01-31 12:00:00Z", "2026-02-30T12:00:00Z"]
    by_flask = flask(f"""
        import datetime as dt
        from pydantic import TypeAdapter, ValidationError
        from app.schemas import Instant

        def read(text, reader):
            try:
                return reader(text).day
            except ValueError:
                return "refused"

        readers = (TypeAdapter(Instant).validate_python, dt.datetime.fromisoformat)
        say([[read(text, reader) for text in {texts}] for reader in readers])
    """)
    assert by_flask == [["refused", "refused"], [31, "refused"]]
    by_express = express(f"""
        import {{ instant }} from "./src/schemas.ts";

        const ours = (text) => instant().safeParse(text).success;
        say([{texts}.map(ours), {texts}.map((text) => new Date(text).getUTCDate())]);
    """)
    assert by_express == [[False, False], [31, 2]]


def test_what_is_kept_of_an_instant() -> None:
    text = "2026-01-31T13:00:00.123456+01:00"
    by_flask = flask(f"""
        import datetime as dt
        from pydantic import TypeAdapter
        from app.schemas import Instant

        readers = (TypeAdapter(Instant).validate_python, dt.datetime.fromisoformat)
        say([read({text!r}).isoformat() for read in readers])
    """)
    assert by_flask == ["2026-01-31T12:00:00.123000+00:00", "2026-01-31T13:00:00.123456+01:00"]
    by_express = express(f"""
        import {{ instant }} from "./src/schemas.ts";

        say([instant().parse({text!r}), new Date({text!r})].map((date) => date.toISOString()));
    """)
    assert by_express == ["2026-01-31T12:00:00.123Z"] * 2


def test_years_of_instants() -> None:
    """In UTC it is a year earlier, or later, than it says."""
    texts = ["1000-01-01T00:00:00+01:00", "9999-12-31T23:00:00-01:00"]
    by_flask = flask(f"""
        from pydantic import TypeAdapter, ValidationError
        from app.schemas import Instant

        found = []
        for text in {texts}:
            try:
                found.append(TypeAdapter(Instant).validate_python(text).year)
            except ValidationError:
                found.append("refused")
        say(found)
    """)
    assert by_flask == ["refused", "refused"]
    by_express = express(f"""
        import {{ instant }} from "./src/schemas.ts";

        const ours = (text) => instant().safeParse(text).success;
        say([{texts}.map(ours), {texts}.map((text) => new Date(text).getUTCFullYear())]);
    """)
    assert by_express == [[False, False], [999, 10_000]]


def test_what_goes_out() -> None:
    """A row with an attribute that no answer names, and one of another type."""
    by_flask = flask("""
        import datetime as dt
        from types import SimpleNamespace
        from pydantic import ValidationError
        from app.features.tags.schemas import TagOut

        now = dt.datetime.now(dt.UTC)
        row = SimpleNamespace(id=1, name="a", secret=1, created_at=now, updated_at=now)
        names = list(TagOut.answer(row).get_json())
        row.name = 1
        try:
            TagOut.answer(row)
        except ValidationError as error:
            say([names, error.errors()[0]["type"]])
    """)
    assert by_flask == [["id", "name", "createdAt", "updatedAt"], "string_type"]
    by_express = express("""
        import { tagOut } from "./src/features/tags/schemas.ts";

        const now = new Date();
        const row = { id: 1, name: 1, secret: 1, createdAt: now, updatedAt: now };
        say([Object.keys(tagOut(row)), tagOut(row).name]);
    """)
    assert by_express == [["id", "name", "createdAt", "updatedAt"], 1]


def test_instants_on_the_wire() -> None:
    by_flask = flask("""
        import datetime as dt
        from flask import json
        from pydantic import TypeAdapter
        from app.schemas import InstantOut

        noon = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
        plain = TypeAdapter(dt.datetime).dump_json(noon).decode()
        with make().app_context():
            say([TypeAdapter(InstantOut).dump_json(noon).decode(), plain, json.dumps(noon)])
    """)
    assert by_flask == ['"2026-11-21T12:00:00.000Z"', '"2026-11-21T12:00:00Z"', '"Sat, 21 Nov 2026 12:00:00 GMT"']
    by_express = express("""
        const noon = new Date(Date.UTC(2026, 10, 21, 12));
        say([noon.toISOString(), JSON.stringify(noon)]);
    """)
    assert by_express == ["2026-11-21T12:00:00.000Z", '"2026-11-21T12:00:00.000Z"']


def test_who_chooses_the_type() -> None:
    """What is answered to a browser, to a client of JSON, to one that takes all, and to one that takes neither."""
    wanted = ["text/html,*/*;q=0.8", "application/json", "*/*", "image/png"]
    by_flask = flask(f"""
        client = make().test_client()
        answers = [client.get("/", headers={{"Accept": kind}}) for kind in {wanted}]
        say([[answer.mimetype, answer.headers["Vary"].split(", ")[0]] for answer in answers])
    """)
    assert by_flask == [
        ["text/html", "Accept"],
        ["application/json", "Accept"],
        ["text/html", "Accept"],
        ["text/html", "Accept"],
    ]
    by_express = express(f"""
        const ask = await serve(make());
        const found = [];
        for (const Accept of {wanted}) {{
          const {{ headers }} = await ask("/", {{ headers: {{ Accept }} }});
          found.push([headers.get("Content-Type").split(";")[0], headers.get("Vary").split(", ")[0]]);
        }}
        say(found);
    """)
    assert by_express == [
        ["text/html", "Accept"],
        ["application/json", "Accept"],
        ["text/html", "Accept"],
        ["application/json", "Accept"],
    ]


def test_signs_of_html() -> None:
    """A title that looks like an element, where no pages are."""
    by_flask = flask(
        """
        from flask import render_template_string
        from app.home import PAGE

        with make().test_request_context():
            page = render_template_string(PAGE, title="<b>", links=[])
        say(["<b>" in page, "&lt;b&gt;" in page])
    """,
        features=API,
    )
    assert by_flask == [False, True]
    by_express = express(
        """
        import { registerHooks } from "node:module";

        registerHooks({
          load(url, context, next) {
            const found = next(url, context);
            const source = String(found.source).replace(/const TITLE = ".*"/, 'const TITLE = "<b>"');
            return url.endsWith("/src/home.ts?own") ? { ...found, source } : found;
          },
        });
        const { homeRouter } = await import("./src/home.ts?own");
        const { default: express } = await import("express");
        const ask = await serve(express().use(homeRouter(db.em)));
        const page = await (await ask("/", { headers: { Accept: "text/html" } })).text();
        say([page.includes("<h1><b></h1>"), page.includes("&lt;b&gt;")]);
    """,
        features=API,
    )
    assert by_express == [True, False]


def test_when_the_document_is_made() -> None:
    by_flask = flask("""
        from app import docs

        calls = []
        describe = docs.describe
        docs.describe = lambda *values: calls.append(1) or describe(*values)
        client = make().test_client()
        counts = [len(calls)]
        for _ in range(2):
            client.get("/openapi.json")
            counts.append(len(calls))
        say(counts)
    """)
    assert by_flask == [0, 1, 1]
    by_express = express("""
        import { registerHooks } from "node:module";

        const code = "globalThis.calls = 0; export const describe = () => { globalThis.calls += 1; return {}; };";
        registerHooks({
          load(url, context, next) {
            const isIt = url.endsWith("/src/openapi.ts?own");
            return isIt ? { format: "module", source: code, shortCircuit: true } : next(url, context);
          },
          resolve(name, context, next) {
            if (name === "./features/docs.ts") return { url: "data:text/javascript,", shortCircuit: true };
            const found = next(name, context);
            return name === "./openapi.ts" ? { ...found, url: `${found.url}?own` } : found;
          },
        });
        const { docsRouter } = await import("./src/docs.ts?own");
        const { default: express } = await import("express");
        const counts = [globalThis.calls];
        const ask = await serve(express().use(docsRouter()));
        for (const _ of [1, 2]) {
          await ask("/openapi.json");
          counts.push(globalThis.calls);
        }
        say(counts);
    """)
    assert by_express == [1, 1, 1]
