"""https://github.com/expressjs/cors#enable-cors-for-a-single-route: one route that every page may ask."""

from afternoon.app_ts import first
from afternoon.harness import Case, Site
from parity.exchange import Request

CASE = Case(
    lines=(
        first(
            """\
app.options("/embed", cors());
app.get("/embed", cors({ exposedHeaders: "X-Total" }), (_req, res) => {
  res.set("X-Total", "1").json("embedded");
});"""
        ),
    ),
    imports={"src/app.ts": 'import cors from "cors";'},
)

ASKED = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "PUT"}


def production(site: Site) -> None:
    embedded = site.get("/embed", Origin="https://elsewhere.example")
    assert embedded.headers["access-control-allow-origin"] == "*"
    assert embedded.headers["access-control-expose-headers"] == "X-Total"
    asked = site.ask(Request("OPTIONS", "/embed", None, ASKED))
    assert (asked.status, asked.headers["access-control-allow-origin"]) == (204, "*")
    assert "access-control-allow-origin" not in site.get("/api/posts", Origin="https://elsewhere.example").headers
