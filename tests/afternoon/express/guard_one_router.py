"""https://expressjs.com/en/guide/using-middleware.html: `router.use(guard)` guards its router only."""

from afternoon.harness import Case, Line, Site, problem
from parity.exchange import Request

GUARD = Line("src/features/tags/routes.ts", "const router = Router()", "router.use(guard);", below=True)

CASE = Case(
    files={
        "src/guard.ts": """\
/** Lets those in who have the key, where one is set. */
import type { RequestHandler } from "express";
import createError from "http-errors";

export const guard: RequestHandler = (req, _res, next) => {
  const key = process.env.TAGS_KEY;
  next(key && req.get("X-Key") !== key ? createError(401) : undefined);
};
""",
    },
    imports={"src/features/tags/routes.ts": 'import { guard } from "../../guard.ts";'},
    lines=(GUARD,),
    settings={"TAGS_KEY": "k"},
)


def production(site: Site) -> None:
    for path in ("/api/tags", "/api/tags/1", "/api/tags/1/posts", "/api/tags/x", "/api/tags/none/at/all"):
        assert problem(site.get(path))["status"] == 401, path
    assert site.ask(Request("PUT", "/api/tags")).status == 401
    assert site.get("/api/tags", X_Key="k").status == 200
    for path in ("/api/posts", "/api/comments", "/", "/healthz", "/openapi.json", "/docs/"):
        assert site.get(path).status == 200, path
    tag = site.post("/api/tags", {"name": "guarded"}, X_Key="k")
    assert tag.status == 201
    post = site.post("/api/posts", {"title": "a", "body": "b"})
    assert site.get(f"{post.headers['location']}/tags").status == 200
    for path in ("/nowhere", "/api/nowhere", "/api"):
        assert problem(site.get(path))["status"] == 404, path
