"""https://expressjs.com/en/starter/static-files.html: a folder of files, with its options and its caching."""

from afternoon.app_ts import mount
from afternoon.harness import Case, Site, problem
from parity.exchange import Request

CASE = Case(
    files={
        "public/style.css": "a { color: red }\n",
        "public/about.html": "<!doctype html><title>About</title>\n",
        "public/.hidden": "a secret\n",
    },
    lines=(
        mount(
            'const files = { maxAge: "1d", extensions: ["html"], index: false };\n'
            'app.use("/public", express.static("public", files));'
        ),
    ),
)


def production(site: Site) -> None:
    style = site.get("/public/style.css")
    assert (style.status, style.body) == (200, b"a { color: red }\n")
    assert style.headers["content-type"].startswith("text/css")
    assert style.headers["cache-control"] == "public, max-age=86400"
    assert site.get("/public/about").headers["content-type"].startswith("text/html")
    assert site.ask(Request("HEAD", "/public/style.css")).body == b""

    again = site.get("/public/style.css", If_None_Match=style.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert site.get("/public/style.css", If_Modified_Since=style.headers["last-modified"]).status == 304
    part = site.get("/public/style.css", Range="bytes=0-0")
    assert (part.status, part.body, part.headers["content-range"]) == (206, b"a", "bytes 0-0/17")

    beyond = site.get("/public/style.css", Range="bytes=99-")
    assert (problem(beyond)["status"], beyond.headers["content-range"]) == (416, "bytes */17")
    for path in ("none.css", ".hidden", "..%2fpackage.json", "", "style.css/"):
        assert problem(site.get(f"/public/{path}"))["status"] in {403, 404}, path
