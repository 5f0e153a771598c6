"""What the concepts of protection say, shown by the generated code."""

import pytest
from concepts.snippets import express, flask

pytestmark = pytest.mark.long


def test_the_headers_of_helmet() -> None:
    """Both send the same; what `helmet` sends beyond it is what the options turn off."""
    by_flask = flask("""
        from app.security import HEADERS

        headers = make().test_client().get("/healthz").headers
        say({name.lower(): headers[name] for name in HEADERS})
    """)
    by_express = express("""
        import express from "express";
        import helmet from "helmet";
        import { setSecurityHeaders } from "./src/security.ts";

        const own = ["connection", "content-length", "date", "keep-alive"];
        const found = [];
        for (const protect of [setSecurityHeaders, helmet()]) {
          const app = express().disable("x-powered-by").use(protect);
          app.use((req, res) => res.end());
          const { headers } = await (await serve(app))("/");
          found.push(Object.fromEntries([...headers].filter(([name]) => !own.includes(name))));
        }
        say(found);
    """)
    ours, helmets = by_express
    assert by_flask == ours
    assert helmets.keys() - ours.keys() == {
        *("origin-agent-cluster", "x-dns-prefetch-control", "x-download-options"),
        *("x-permitted-cross-domain-policies", "x-xss-protection"),
    }


def test_when_headers_are_set() -> None:
    """Whether a route finds a header that is set, and whether a path that nobody serves is answered with it."""
    by_flask = flask("""
        from flask import after_this_request

        app, seen = make(), []

        @app.get("/looks")
        def looks():
            after_this_request(lambda response: seen.append("X-Frame-Options" in response.headers) or response)
            return ""

        client = app.test_client()
        client.get("/looks")
        say([*seen, "X-Frame-Options" in client.get("/api/nowhere").headers])
    """)
    assert by_flask == [False, True]
    by_express = express("""
        import express from "express";
        import { setSecurityHeaders } from "./src/security.ts";

        const seen = [];
        const app = express().use(setSecurityHeaders);
        app.get("/looks", (req, res) => {
          seen.push(res.hasHeader("X-Frame-Options"));
          res.end();
        });
        await (await serve(app))("/looks");
        const { headers } = await (await serve(make()))("/api/nowhere");
        say([...seen, headers.has("X-Frame-Options")]);
    """)
    assert by_express == [True, True]


def test_a_header_of_a_route() -> None:
    by_flask = flask("""
        app = make()
        app.add_url_rule("/own", "own", lambda: ("", {"Referrer-Policy": "no-referrer"}))
        say([app.test_client().get(path).headers["Referrer-Policy"] for path in ("/own", "/healthz")])
    """)
    assert by_flask == ["no-referrer", "same-origin"]
    by_express = express("""
        import express from "express";
        import { setSecurityHeaders } from "./src/security.ts";

        const app = express().use(setSecurityHeaders);
        app.get("/own", (req, res) => res.set("Referrer-Policy", "no-referrer").end());
        app.get("/healthz", (req, res) => res.end());
        const ask = await serve(app);
        const found = [];
        for (const path of ["/own", "/healthz"]) found.push((await ask(path)).headers.get("Referrer-Policy"));
        say(found);
    """)
    assert by_express == ["no-referrer", "same-origin"]


def test_when_nobody_is_allowed() -> None:
    by_flask = flask("""
        asked = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
        found = []
        for origins in ("", "https://a.example"):
            app = make(cors_origins=origins)
            headers = app.test_client().options("/api/tags", headers=asked).headers
            registered = "answer_preflight" in [function.__name__ for function in app.before_request_funcs[None]]
            found.append([registered, any(name.startswith("Access-Control-") for name in headers.keys())])
        say(found)
    """)
    assert by_flask == [[False, False], [True, True]]
    by_express = express("""
        import { allowOrigins } from "./src/cors.ts";

        const asked = { Origin: "https://a.example", "Access-Control-Request-Method": "POST" };
        const found = [];
        for (const CORS_ORIGINS of [[], ["https://a.example"]]) {
          const ask = await serve(make({ CORS_ORIGINS }));
          const { headers } = await ask("/api/tags", { method: "OPTIONS", headers: asked });
          let goesOn = false;
          const req = { method: "OPTIONS", headers: {}, get: (name) => asked[name] };
          const res = { getHeader() {}, setHeader() {}, end() {} };
          allowOrigins({ CORS_ORIGINS })(req, res, () => { goesOn = true; });
          found.push([goesOn, [...headers.keys()].some((name) => name.startsWith("access-control-"))]);
        }
        say(found);
    """)
    assert by_express == [[True, False], [False, True]]


def test_what_caches_are_told() -> None:
    """For one origin and for two: whether answers to it, to another and to none vary by `Origin` and name an origin."""
    by_flask = flask("""
        def told(origins):
            client = make(cors_origins=origins).test_client()
            found = []
            for headers in ({"Origin": "https://a.example"}, {"Origin": "https://c.example"}, {}):
                answer = client.get("/healthz", headers=headers)
                vary = ", ".join(answer.headers.getlist("Vary")).split(", ")
                found.append(["Origin" in vary, "Access-Control-Allow-Origin" in answer.headers])
            return found

        say([told("https://a.example"), told("https://a.example https://b.example")])
    """)
    assert by_flask == [
        [[False, True], [False, False], [False, True]],
        [[True, True], [False, False], [True, True]],
    ]
    by_express = express("""
        const told = async (...CORS_ORIGINS) => {
          const ask = await serve(make({ CORS_ORIGINS }));
          const found = [];
          for (const headers of [{ Origin: "https://a.example" }, { Origin: "https://c.example" }, {}]) {
            const answer = await ask("/healthz", { headers });
            const vary = answer.headers.get("Vary").split(", ");
            found.push([vary.includes("Origin"), answer.headers.has("Access-Control-Allow-Origin")]);
          }
          return found;
        };
        say([await told("https://a.example"), await told("https://a.example", "https://b.example")]);
    """)
    assert by_express == [[[True, True], [True, False], [True, False]]] * 2


def test_a_body_above_the_limit() -> None:
    """Ten bytes are allowed. Flask is asked with a stream that has no end; Express answers when the body has ended."""
    by_flask = flask("""
        import io

        class Endless(io.RawIOBase):
            taken = 0
            def readable(self):
                return True
            def readinto(self, buffer):
                Endless.taken += len(buffer)
                buffer[:] = b" " * len(buffer)
                return len(buffer)

        client = make(max_content_length=10).test_client()

        def post(path, **around):
            Endless.taken = 0
            environ = {"wsgi.input": Endless(), **around}
            answer = client.post(path, content_type="application/json", environ_overrides=environ)
            return [answer.status_code, Endless.taken]

        without = {"wsgi.input_terminated": True}
        say([post("/api/tags", CONTENT_LENGTH="11"), post("/api/tags", **without), post("/api/nowhere", **without)])
    """)
    assert by_flask == [[413, 0], [413, 10], [404, 0]]
    by_express = express("""
        import { connect as dial } from "node:net";

        const server = make({ MAX_CONTENT_LENGTH: 10 }).listen(0, "127.0.0.1");
        await once(server, "listening");
        const post = async (path) => {
          const socket = dial(server.address().port, "127.0.0.1");
          let status = 0;
          socket.once("data", (answer) => { status = Number(String(answer).slice(9, 12)); });
          const found = [];
          const lines = ["Host: x", "Content-Type: application/json", "Content-Length: 30", "", ""];
          const head = [`POST ${path} HTTP/1.1`, ...lines].join("\\r\\n");
          for (const part of [head, "1".repeat(20), "1".repeat(10)]) {
            socket.write(part);
            const end = performance.now() + (found.length < 2 ? 200 : 10_000);
            while (!status && performance.now() < end) await new Promise((done) => setTimeout(done, 10));
            found.push(status);
          }
          socket.destroy();
          return found;
        };
        say([await post("/api/tags"), await post("/api/nowhere")]);
    """)
    assert by_express == [[0, 0, 413], [0, 0, 413]]


def test_who_is_one_client() -> None:
    """Three addresses: in the same 64 bits as the first, in the same 56 bits, and in neither."""
    by_flask = flask("""
        client = make(rate_limit=1, trusted_hops=1).test_client()
        found = []
        for address in ("2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8:0:2::1", "2001:db8:0:101::1"):
            found.append(client.get("/", headers={"X-Forwarded-For": address}).status_code)
        say(found)
    """)
    assert by_flask == [200, 429, 200, 200]
    by_express = express("""
        const ask = await serve(make({ RATE_LIMIT: 1, TRUSTED_HOPS: 1 }));
        const found = [];
        for (const address of ["2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8:0:2::1", "2001:db8:0:101::1"]) {
          found.push((await ask("/", { headers: { "X-Forwarded-For": address } })).status);
        }
        say(found);
    """)
    assert by_express == [200, 429, 429, 200]


def test_what_apps_of_one_process_count() -> None:
    by_flask = flask("""
        one, other = (make(rate_limit=1).test_client() for _ in range(2))
        say([client.get("/openapi.json").status_code for client in (one, one, other)])
    """)
    assert by_flask == [200, 429, 429]
    by_express = express("""
        const one = await serve(make({ RATE_LIMIT: 1 }));
        const other = await serve(make({ RATE_LIMIT: 1 }));
        const found = [];
        for (const ask of [one, one, other]) found.push((await ask("/openapi.json")).status);
        say(found);
    """)
    assert by_express == [200, 429, 200]


def test_what_is_counted() -> None:
    paths = ["/api/nowhere", "/api/nowhere", "/healthz", "/", "/healthz", "/"]
    by_flask = flask(f"""
        client = make(rate_limit=1).test_client()
        say([client.get(path).status_code for path in {paths}])
    """)
    by_express = express(f"""
        const ask = await serve(make({{ RATE_LIMIT: 1 }}));
        const found = [];
        for (const path of {paths}) found.push((await ask(path)).status);
        say(found);
    """)
    assert by_flask == by_express == [404, 429, 200, 429, 200, 429]


def test_what_a_client_is_told() -> None:
    by_flask = flask("""
        client = make(rate_limit=1).test_client()
        answers = [client.get("/") for _ in "12"]
        say([[answer.status_code, "Retry-After" in answer.headers,
              any("ratelimit" in name.lower() for name in answer.headers.keys())] for answer in answers])
    """)
    assert by_flask == [[200, False, False], [429, True, False]]
    by_express = express("""
        const ask = await serve(make({ RATE_LIMIT: 1 }));
        const found = [];
        for (const _ of "12") {
          const { status, headers } = await ask("/");
          found.push([status, headers.has("Retry-After"), headers.get("X-RateLimit-Remaining")]);
        }
        say(found);
    """)
    assert by_express == [[200, False, "0"], [429, True, "0"]]
