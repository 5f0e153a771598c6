"""https://expressjs.com/en/guide/routing.html#response-methods: redirects, formats, a page with its own policy."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, problem, value
from parity.exchange import Request

CASE = Case(
    files={
        "src/replies.ts": """\
/** Answers of all kinds that Express knows. */
import { Router } from "express";
import { rateLimit } from "express-rate-limit";
import helmet from "helmet";

export const replies = Router();

replies.get("/away", (_req, res) => {
  res.redirect(301, "/replies/format?a=é");
});

replies.get("/format", (_req, res) => {
  res.format({
    html: () => res.send("<p>Hi</p>"),
    json: () => res.json("Hi"),
    "text/csv": () => res.send("Hi"),
  });
});

replies.get("/linked", (_req, res) => {
  res.links({ next: "/replies?page=2" }).vary("Cookie").append("Warning", "199 old").status(203);
  res.json({ at: new Date(0), none: undefined });
});

replies.get("/cached", (_req, res) => {
  res.set("Cache-Control", "max-age=60").json("the same");
});

const directives = { defaultSrc: "'self'", scriptSrc: "'unsafe-inline'" };
replies.get("/scripted", helmet({ contentSecurityPolicy: { directives } }), (_req, res) => {
  res.send("<script>1</script>");
});

const twice = rateLimit({ limit: 2, windowMs: 60_000 });
replies.post("/twice", twice, (_req, res) => {
  res.sendStatus(202);
});
"""
    },
    imports={"src/app.ts": 'import { replies } from "./replies.ts";'},
    lines=(mount('app.use("/replies", replies);'),),
)


def production(site: Site) -> None:
    away = site.get("/replies/away")
    assert (away.status, away.headers["location"]) == (301, "/replies/format?a=%C3%A9")
    for accept, body in (("application/json", b'"Hi"'), ("text/csv", b"Hi"), ("*/*", b"<p>Hi</p>")):
        assert site.get("/replies/format", Accept=accept).body == body
    assert problem(site.get("/replies/format", Accept="image/png"))["status"] == 406
    linked = site.get("/replies/linked")
    assert linked.status == 203
    assert linked.headers["link"] == '</replies?page=2>; rel="next"'
    assert "Cookie" in linked.headers["vary"]
    assert value(linked) == {"at": "1970-01-01T00:00:00.000Z"}
    cached = site.get("/replies/cached")
    assert site.get("/replies/cached", If_None_Match=cached.headers["etag"]).status == 304
    assert site.ask(Request("HEAD", "/replies/cached")).headers["etag"] == cached.headers["etag"]
    assert "script-src 'unsafe-inline'" in site.get("/replies/scripted").headers["content-security-policy"]
    assert [site.post("/replies/twice", {}).status for _ in range(3)] == [202, 202, 429]
    assert site.post("/replies/none", {}).status == 404
