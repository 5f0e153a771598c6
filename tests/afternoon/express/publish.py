"""An action of a resource: `POST /api/posts/{id}/publish`, in its routes and its service, and documented."""

from afternoon.harness import Case, Site, before, problem, value

POSTS = "src/features/posts"

CASE = Case(
    imports={f"{POSTS}/service.ts": 'import createError from "http-errors";'},
    appended={
        f"{POSTS}/service.ts": """
export async function publish(em: EntityManager, id: number) {
  const post = await find(em, id);
  if (post.status === "live") throw createError(409, "It is published already.");
  post.status = "live";
  post.publishedAt = new Date();
  await em.flush();
  return post;
}
""",
        f"{POSTS}/docs.ts": """
paths["/api/posts/{id}/publish"] = {
  post: { summary: "Publish post", answer: schemas.PostOut, refusals: [409] },
};
""",
    },
    lines=(
        before(
            f"{POSTS}/routes.ts",
            "return router;",
            """\
router.post("/:id/publish", async (req, res) => {
  res.json(postOut(await service.publish(em, Number(req.params.id))));
});
""",
        ),
    ),
)


def production(site: Site) -> None:
    post = site.post("/api/posts", {"title": "To be read", "body": "b"}).headers["location"]
    published = site.post(f"{post}/publish", None)
    assert (published.status, value(published)["status"]) == (200, "live")
    assert value(site.get(post))["publishedAt"]
    assert problem(site.post(f"{post}/publish", None))["detail"] == "It is published already."
    documented = value(site.get("/openapi.json"))["paths"]["/api/posts/{id}/publish"]["post"]
    assert set(documented["responses"]) >= {"200", "404", "409"}
    assert documented["operationId"] == "publishPost"
    assert site.post("/api/posts/2147483647/publish", None).status == 404
    assert site.post("/api/posts/x/publish", None).status == 404
