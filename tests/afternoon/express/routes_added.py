"""https://expressjs.com/en/guide/routing.html: routes at the end of a resource's router are reached."""

from afternoon.harness import Case, Site, before, problem, value
from parity.exchange import Request

ROUTES = "src/features/posts/routes.ts"

CASE = Case(
    lines=(
        before(
            ROUTES,
            "return router;",
            """\
router.put("/:id/cover", async (req, res) => {
  const post = await service.find(em, Number(req.params.id));
  res.json({ cover: post.title });
});

router
  .route("/:id/tags")
  .post((req, res) => {
    res.status(202).json({ id: req.params.id });
  })
  .all(noteMethods);

router.get("/popular", async (_req, res) => {
  res.json({ popular: await em.count(Post) });
});

router.get("/:id/cover.png", (req, res) => {
  res.type("png").send(Buffer.from(req.params.id));
});
""",
        ),
    ),
    # What is written is documented, too; the project's own test asks for it.
    appended={
        "src/features/posts/docs.ts": """
paths["/api/posts/{id}/tags"] = {
  post: { summary: "Add tag to post", status: 202, refusals: [409] },
};
"""
    },
    imports={ROUTES: 'import { Post } from "./models.ts";'},
)


def production(site: Site) -> None:
    post = site.post("/api/posts", {"title": "Routes", "body": "b"}).headers["location"]
    assert value(site.ask(Request("PUT", f"{post}/cover"))) == {"cover": "Routes"}
    assert site.post(f"{post}/tags", {}).status == 202
    assert value(site.get("/api/posts/popular"))["popular"] >= 1
    assert site.get(f"{post}/cover.png").headers["content-type"] == "image/png"

    tags = site.ask(Request("DELETE", f"{post}/tags"))
    assert (problem(tags)["status"], tags.headers["allow"]) == (405, "GET, HEAD, POST")
    assert site.ask(Request("OPTIONS", f"{post}/tags")).status == 200
    assert problem(site.get("/api/posts/unpopular"))["status"] == 404
    assert problem(site.get("/api/posts/x/cover.png"))["status"] == 404
    assert problem(site.ask(Request("PUT", "/api/posts/2147483647/cover")))["status"] == 404
