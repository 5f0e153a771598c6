"""What the concepts of protection say, shown by the generated code."""

from concepts.snippets import express, flask


def test_the_headers_of_helmet() -> None:
    by_flask = flask("""
        from app.middleware.security_headers import HEADERS

        say(sorted(name.lower() for name in (*HEADERS, "Strict-Transport-Security")))
    """)
    by_express = express("""
        import express from "express";
        import helmet from "helmet";

        const own = ["connection", "content-length", "date", "keep-alive"];
        const app = express().use(helmet());
        app.use((req, res) => res.end());
        const { headers } = await (await serve(app))("/");
        say([...headers.keys()].filter((name) => !own.includes(name)));
    """)
    assert by_flask == sorted(by_express)


def test_a_body_without_a_length() -> None:
    by_flask = flask("""
        import io
        from app.http.input import received

        class Counted(io.RawIOBase):
            read_bytes = 0
            def readable(self):
                return True
            def readinto(self, buffer):
                Counted.read_bytes += len(buffer)
                buffer[:] = b" " * len(buffer)
                return len(buffer)

        app = make(body_limit=10)
        app.add_url_rule("/", "read", lambda: received(), methods=["POST"])
        around = {"wsgi.input": Counted(), "wsgi.input_terminated": True}
        answer = app.test_client().post("/", environ_overrides=around)
        say([answer.status_code, Counted.read_bytes])
    """)
    assert by_flask == [413, 11]
    by_express = express("""
        import { EventEmitter } from "node:events";
        import { readJson } from "./src/http/json.ts";

        const found = [];
        const req = Object.assign(new EventEmitter(), { get: () => undefined });
        readJson(req, { ...config, bodyLimit: 10, requestSeconds: 60 }).catch(({ status }) => found.push(status));
        for (const part of ["123456", "7890", "1"]) {
          req.emit("data", Buffer.from(part));
          await new Promise(setImmediate);
          found.push(part);
        }
        say(found);
    """)
    assert by_express == ["123456", "7890", 413, "1"]


def test_each_app_counts_for_itself() -> None:
    by_flask = flask("""
        one, other = (make(rate_limit=1).test_client() for _ in range(2))
        say([client.get("/openapi.json").status_code for client in (one, one, other)])
    """)
    assert by_flask == [200, 429, 200]
    by_express = express("""
        const one = await serve(make({ rateLimit: 1 }));
        const other = await serve(make({ rateLimit: 1 }));
        const found = [];
        for (const ask of [one, one, other]) found.push((await ask("/openapi.json")).status);
        say(found);
    """)
    assert by_express == [200, 429, 200]
